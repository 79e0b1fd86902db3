"""Load officials, their posts and delegations, and known citizens, from the province's folder."""

from collections.abc import Iterable
from pathlib import Path

from django.contrib.auth.hashers import make_password

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import Delegation, Post, Tenure, Unit
from motcua.ground.directory.queries.read_people import (
    CitizenEntry,
    DelegationEntry,
    PeopleContent,
    PersonEntry,
    PostEntry,
    post_of,
    read_people,
)
from motcua.ground.directory.rights import LOAD
from motcua.ground.parties.api import Particulars, find_by_citizen_id, find_by_tax_code, register_party
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import InvalidInput

_PURPOSE = "load"
_PostKey = tuple[str, str, str]


def load_people(folder: Path, *, dry_run: bool = False, actor: Actor = SYSTEM) -> LoadReport:
    """Store what the YAML files say, all or nothing; a second load changes nothing, a dry run only reports.

    Passwords are set for new accounts only. Who is no longer named keeps account and posts: posts end by a last day.
    Raises `PackError` or `PackRefused` naming file, line and reason, and `Forbidden`.
    """
    require(actor, LOAD)

    def read() -> PeopleContent:
        return read_people(folder, frozenset(Unit.objects.values_list("code", flat=True)))

    def write(content: PeopleContent) -> None:
        _write_officials(content)
        _write_citizens(content)
        payload = {"folder": folder.name, "people": len(content.people)}
        record(events.DIRECTORY, 0, events.PEOPLE_LOADED, actor=actor, at=clock.now(), payload=payload)

    return load_pack("people", read=read, compare=_changes, write=write, dry_run=dry_run)


def _changes(content: PeopleContent) -> list[Change]:
    accounts = {account.username: account for account in Account.objects.filter(kind=Account.Kind.OFFICIAL)}
    posts, tenures, delegations = _posts(), _tenures(), _delegations()
    changes: list[Change] = []
    for person in content.people:
        account = accounts.get(person.username)
        before = {"name": account.name, "email": account.email} if account else None
        changes.append(compare(f"account {person.username}", before, {"name": person.name, "email": person.email}))
        for post in person.posts:
            known = posts.get(_key(post))
            held = tenures.get((*_key(post), person.username, post.first))
            stored = {"to": held.valid_to, **_titles(known)} if held and known else None
            what = f"post of {person.username}: {post.title}, {post.unit}, from {post.first}"
            changes.append(compare(what, stored, {"to": post.last, "title_en": post.title_en, "signs_for": post.signs_for}))
    for given in content.delegations:
        found = delegations.get((given.of, given.unit, given.role, given.to, given.first))
        stored = {"until": found.valid_to, "reason": found.reason} if found else None
        changes.append(compare(f"delegation of {given.of} to {given.to}", stored, {"until": given.last, "reason": given.reason}))
    for entry, _ in content.citizens:
        same = {"number": entry.SoDinhDanh or entry.MaSoThue}
        changes.append(compare(f"party {_particulars(entry).full_name}", same if _is_known(entry) else None, same))
    return changes


def _write_officials(content: PeopleContent) -> None:
    accounts = _write_accounts(content)
    units = dict(Unit.objects.values_list("code", "pk"))
    posts, tenures = _posts(), _tenures()
    for person in content.people:
        for entry in person.posts:
            post = posts.get(_key(entry)) or Post(unit_id=units[entry.unit], role=entry.role, title=entry.title)
            if post.pk is None or _titles(post) != {"title_en": entry.title_en, "signs_for": entry.signs_for}:
                post.title_en, post.signs_for = entry.title_en, entry.signs_for
                post.save()
                posts[_key(entry)] = post
            account = accounts[person.username]
            if (*_key(entry), person.username, entry.first) in tenures:
                Tenure.objects.filter(post=post, account=account, valid_from=entry.first).update(valid_to=entry.last)
            else:
                Tenure.objects.create(post=post, account=account, valid_from=entry.first, valid_to=entry.last)
    _write_delegations(content, accounts)


def _write_accounts(content: PeopleContent) -> dict[str, Account]:
    known = {account.username: account for account in Account.objects.filter(username__in=[person.username for person in content.people])}
    hashes = {password: make_password(password) for password in set(content.passwords.values())}
    new = []
    for person in content.people:
        account = known.get(person.username)
        if account is None:
            password = hashes.get(content.passwords.get(person.username, "")) or make_password(None)
            new.append(Account(username=person.username, name=person.name, email=person.email, kind="official", password=password))
        elif (account.name, account.email) != (person.name, person.email):
            account.name, account.email = person.name, person.email
            account.save(update_fields=["name", "email"])
    return known | {account.username: account for account in Account.objects.bulk_create(new)}


def _write_delegations(content: PeopleContent, accounts: dict[str, Account]) -> None:
    people = {person.username: person for person in content.people}
    tenures = _tenures()
    for given in content.delegations:
        tenure = _delegated_tenure(given, people[given.of], tenures)
        values = {"valid_to": given.last, "reason": given.reason}
        Delegation.objects.update_or_create(tenure=tenure, account=accounts[given.to], valid_from=given.first, defaults=values)


def _delegated_tenure(given: DelegationEntry, person: PersonEntry, tenures: dict[tuple[object, ...], Tenure]) -> Tenure:
    post = post_of(given, person)
    if post is None:
        raise LookupError(f"{given.of} holds no such post")  # the reader has checked it
    return tenures[(*_key(post), person.username, post.first)]


def _write_citizens(content: PeopleContent) -> None:
    for entry, place in content.citizens:
        if not _is_known(entry):
            try:
                register_party(_particulars(entry), actor=SYSTEM)
            except InvalidInput as error:
                raise place.error("; ".join(str(fault) for fault in error.fields)) from error


def _is_known(entry: CitizenEntry) -> bool:
    if entry.LoaiTaiKhoan == "1":
        return find_by_citizen_id(entry.SoDinhDanh, actor=SYSTEM, purpose=_PURPOSE) is not None
    return find_by_tax_code(entry.MaSoThue, actor=SYSTEM, purpose=_PURPOSE) is not None


def _particulars(entry: CitizenEntry) -> Particulars:
    person = entry.LoaiTaiKhoan == "1"
    return Particulars(
        kind="person" if person else "organisation",
        full_name=entry.HoVaTen if person else entry.TenDoanhNghiep,
        citizen_id=entry.SoDinhDanh if person else "",
        tax_code="" if person else entry.MaSoThue,
        birth_date=entry.NgayThangNamSinh if person else None,
        sex={"Nam": "male", "Nữ": "female"}.get(entry.GioiTinh, "") if person else "",
        phone=entry.phone,
        email=entry.email,
        address=entry.address,
        commune_code=entry.commune_code,
    )


def _key(post: PostEntry) -> _PostKey:
    return post.unit, post.role, post.title


def _titles(post: Post | None) -> dict[str, str]:
    return {"title_en": post.title_en, "signs_for": post.signs_for} if post else {}


def _posts() -> dict[_PostKey, Post]:
    return {(post.unit.code, post.role, post.title): post for post in Post.objects.select_related("unit")}


def _tenures() -> dict[tuple[object, ...], Tenure]:
    rows: Iterable[Tenure] = Tenure.objects.select_related("post__unit", "account")
    return {(row.post.unit.code, row.post.role, row.post.title, row.account.username, row.valid_from): row for row in rows}


def _delegations() -> dict[tuple[object, ...], Delegation]:
    rows = Delegation.objects.select_related("tenure__post__unit", "tenure__account", "account")
    found: dict[tuple[object, ...], Delegation] = {}
    for row in rows:
        post = row.tenure.post
        found[(row.tenure.account.username, post.unit.code, post.role, row.account.username, row.valid_from)] = row
    return found
