"""Rows of a table pass to the successor batch by batch, and back."""

from datetime import UTC, date, datetime

import pytest

from motcua.ground.directory.api import Post, Unit
from motcua.ground.reorganisation.api import Fates, HandedOver, Handing, MovedRow, Part, hand_over, rows_of
from motcua.ground.reorganisation.queries import handed_over
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


@pytest.fixture
def units() -> list[Unit]:
    return [
        Unit.objects.create(
            code=f"9000{n}", key=f"9000{n}", kind="commune", level="commune", name=f"Xã {n}", formal_name=f"Xã {n}", short_name=f"{n}",
            valid_from=date(2022, 1, 1),
        )
        for n in range(4)
    ]  # fmt: skip


@pytest.fixture
def kind(units: list[Unit]) -> HandedOver:
    for unit in units:
        for place in ("thôn Đông", "thôn Tây", ""):
            Post.objects.create(unit=unit, role="specialist", title=f"Chuyên viên {unit.pk} {place}", title_en=place)
    return rows_of("posts", {"vi": "Vị trí", "en": "Posts"}, rows=Post.objects.all, field="unit_id", address="title_en", label="title")


def batch(fates: Fates, after: int = 0, limit: int = 2) -> Handing:
    return Handing(fates, DAY, datetime(2025, 1, 1, tzinfo=clock.VIETNAM), "1238/NQ", SYSTEM, after, limit)


def everything(kind: HandedOver, fates: Fates) -> list[MovedRow]:
    rows: list[MovedRow] = []
    after: int | None = 0
    while after is not None:
        assert kind.move is not None
        moved = kind.move(batch(fates, after))
        rows, after = [*rows, *moved.rows], moved.after
    return rows


def test_batches_move_every_row_once_and_undo_puts_back(units: list[Unit], kind: HandedOver) -> None:
    before = list(Post.objects.order_by("pk").values_list("pk", "unit_id"))
    one, two, three, _ = (unit.pk for unit in units)
    fates = Fates({one: three, two: two}, {two: (Part(three, ("thôn Tây",)),)})
    rows = everything(kind, fates)
    assert len(rows) == 4 == len({row.object_id for row in rows})
    assert Post.objects.filter(unit=one).count() == 0
    assert Post.objects.filter(unit=two).count() == 2  # a split unit that goes on keeps the rest
    assert everything(kind, fates) == []  # a second time there is nothing left
    kind.undo(rows)
    assert list(Post.objects.order_by("pk").values_list("pk", "unit_id")) == before


def test_counts_say_of_a_split_unit_which_addresses(units: list[Unit], kind: HandedOver) -> None:
    one, two = units[0].pk, units[1].pk
    found = {(placed.unit_id, placed.address): placed.amount for placed in kind.count([one, two], [two])}
    assert found == {(one, ""): 3, (two, "thôn Đông"): 1, (two, "thôn Tây"): 1, (two, ""): 1}


def test_what_went_on_elsewhere_is_seen(units: list[Unit], kind: HandedOver) -> None:
    rows = everything(kind, Fates({units[0].pk: units[2].pk}))
    assert not kind.touched(rows, datetime.now(UTC))
    Post.objects.filter(pk=rows[0].object_id).update(unit=units[3])
    assert list(kind.touched(rows, datetime.now(UTC))) == [rows[0].object_id]


def test_a_kind_is_declared_once(kind: HandedOver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_over, "_kinds", {})
    hand_over(kind)
    with pytest.raises(ValueError, match="twice"):
        hand_over(HandedOver("posts", {}, lambda units, split: ()))
