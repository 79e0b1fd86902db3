import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.packs.api import Change, PackError, compare, load_pack

pytestmark = pytest.mark.django_db


def _compare(names: list[str]) -> list[Change]:
    stored = set(Account.objects.values_list("username", flat=True))
    return [compare(name, {"name": name} if name in stored else None, {"name": name}) for name in names]


def _write(names: list[str]) -> None:
    for name in names:
        if name == "broken":
            raise PackError("a.yaml", 3, "cannot be stored")
        Account.objects.get_or_create(username=name, defaults={"name": name, "kind": "official"})


def _load(names: list[str], *, dry_run: bool = False) -> tuple[bool, int]:
    report = load_pack("people", read=lambda: names, compare=_compare, write=_write, dry_run=dry_run)
    return report.written, report.count("added")


def test_a_dry_run_shows_the_difference_and_writes_nothing() -> None:
    assert _load(["a", "b"], dry_run=True) == (False, 2)
    assert Account.objects.count() == 0


def test_loading_twice_is_the_same_as_once() -> None:
    assert _load(["a", "b"]) == (True, 2)
    assert _load(["a", "b"]) == (False, 0)


@pytest.mark.django_db(transaction=True)
def test_a_mistake_while_writing_changes_nothing() -> None:
    with pytest.raises(PackError):
        _load(["a", "broken"])
    assert Account.objects.count() == 0


def test_changes_show_only_what_differs() -> None:
    change = compare("unit 14767", {"name": "a", "kind": "x"}, {"name": "b", "kind": "x"})
    assert str(change) == "~ unit 14767: name=a → name=b"
    assert str(compare("unit 1", None, {"name": "b"})) == "+ unit 1"
    assert compare("unit 1", {"name": "b"}, None).kind == "removed"
    with pytest.raises(ValueError, match="nothing"):
        compare("unit 1", None, None)
