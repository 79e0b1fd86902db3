"""Open and end places, with the post of the directory that gives the rights of each, and the post of the quota it fills."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from motcua.blocks.accounts.api import open_login
from motcua.blocks.signing.api import restore_identity
from motcua.ground.directory.api import Post, Tenure, appoint, end_tenure, ensure_post
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.personnel.models import PersonFile, Placement
from motcua.office.personnel.rules.kinds import STAFFED
from motcua.office.personnel.rules.person_facts import PlaceFacts
from motcua.office.staffing.api import occupy, release


def open_place(file: PersonFile, place: PlaceFacts, *, how: str, main: bool = True, staffed: bool = False, actor: Actor) -> Placement:
    """The person holds the place from its first day; `staffed` says that the post of the quota is held already.

    Errors: `Conflict` for a second main place or a quota that is used up, `InvalidInput` for a post of another unit.
    """
    tenure = _tenure(file, place, actor)
    try:
        with transaction.atomic():
            made = Placement.objects.create(
                person=file,
                unit_id=place.unit_id,
                kind=place.kind,
                title=place.title.strip(),
                title_key=place.title_key,
                position_code=place.position_code,
                main=main,
                valid_from=place.first_day,
                term_ends_on=place.term_ends_on,
                how=how,
                tenure=tenure,
                staffed=staffed,
            )
    except IntegrityError as twice:
        held = words("This person holds a main place already: %(name)s.")
        raise Conflict(held, code="main_place_held", params={"name": file.full_name}) from twice
    if main and not staffed and place.kind in STAFFED:
        take_up(made, day=place.first_day, actor=actor)
    return made


def end_place(place: Placement, *, first_day_without: date, why: str, actor: Actor) -> None:
    """The place ends the day before; with it its post of the directory and the rights. `InvalidInput` when it began later."""
    last = first_day_without - timedelta(days=1)
    if last < place.valid_from:
        message, day = words("The place began on %(day)s; it cannot end before."), {"day": f"{place.valid_from:%d/%m/%Y}"}
        raise InvalidInput(message, params=day, fields=[FieldError("effective_on", message, day)])
    place.valid_to, place.ended_by = last, why
    place.save(update_fields=["valid_to", "ended_by"])
    if place.tenure_id is not None:
        tenure = Tenure.objects.get(pk=place.tenure_id)
        if tenure.valid_to is None or tenure.valid_to > last:
            end_tenure(tenure.pk, actor=on_behalf(actor), last_day=last)


def take_up(place: Placement, *, day: date, actor: Actor) -> None:
    """The place fills a post of its unit's quota from that day on; `Conflict` when none is free."""
    occupy(place.unit_id, STAFFED[place.kind], day=day, person_ref=place.person.code, actor=on_behalf(actor))
    place.staffed = True
    place.save(update_fields=["staffed"])


def give_back(place: Placement, *, last_day: date, actor: Actor) -> None:
    """The post of the quota is free after the last day."""
    release(place.person.code, day=last_day, actor=on_behalf(actor))


def on_behalf(actor: Actor) -> Actor:
    """The house itself acts after a decision, in the name of who issued it: rights in the directory need no right of their own."""
    return replace(SYSTEM, name=actor.name, account_id=actor.account_id)


def _tenure(file: PersonFile, place: PlaceFacts, actor: Actor) -> Tenure | None:
    """The post of the directory, by its id or by its role; who has no login gets one, a closed one is opened again."""
    if place.post_id is None and not place.role:
        return None
    if place.post_id is not None and not Post.objects.filter(pk=place.post_id, unit_id=place.unit_id).exists():
        message = words("This post belongs to another unit.")
        raise InvalidInput(message, fields=[FieldError("post_id", message)])
    acting = on_behalf(actor)
    account = open_login(file.full_name, email=file.email, again=file.account_id, actor=acting)
    if file.account_id is None:
        file.account = account
        file.save(update_fields=["account"])
    restore_identity(f"person/{account.pk}")
    post_id = place.post_id or ensure_post(place.unit_id, place.role, place.title, actor=acting).pk
    return appoint(post_id, account.pk, actor=acting, first_day=place.first_day)
