"""Pure rules: what is owed, which states follow, receipts, references, three-way matching."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import Conflict
from motcua.onestop.payments.rules.matching import Entry, compare
from motcua.onestop.payments.rules.owed import dues_of, settled_by
from motcua.onestop.payments.rules.receipts import by_kind, share_refund, slot_of
from motcua.onestop.payments.rules.references import ALPHABET, reference_of
from motcua.onestop.payments.rules.states import (
    ASKED,
    PAYING,
    RETURNING,
    Asked,
    Paying,
    Returning,
    asked_after,
    paying_after,
    returning_after,
)
from motcua.onestop.payments.rules.ways import WAYS


def line(key: str, amount: int, collected: str = "intake", kind: str = "fee") -> dict[str, object]:
    return {"key": key, "kind": kind, "vi": key, "en": key, "amount": amount, "collected": collected}


def test_lines_at_intake_and_with_the_result_are_asked_for_apart_and_exempt_ones_not_at_all() -> None:
    dues = dues_of([line("a", 8000), line("b", 0), line("c", 5000, "result"), line("d", 2000, kind="charge")])
    assert [(due.when, due.amount, [item.key for item in due.items]) for due in dues] == [
        ("before", 10_000, ["a", "d"]),
        ("at_return", 5_000, ["c"]),
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 20), min_size=1, max_size=4), st.integers(0, 60))
def test_cash_settles_exactly_what_it_adds_up_to(open_amounts: list[int], amount: int) -> None:
    chosen = settled_by(amount, open_amounts)
    if chosen:
        assert sum(open_amounts[position] for position in chosen) == amount
    else:
        sums = {0}
        for one in open_amounts:
            sums |= {one + other for other in sums}
        assert amount == 0 or amount not in sums


@pytest.mark.parametrize("turn", [(ASKED, asked_after), (PAYING, paying_after), (RETURNING, returning_after)])
def test_only_the_turns_of_the_table_are_possible(turn: tuple) -> None:  # type: ignore[type-arg] # three tables of three kinds
    table, after = turn
    for state, possible in table.items():
        for wished in table:
            if wished in possible:
                assert after(state, wished) == wished
            else:
                with pytest.raises(Conflict):
                    after(state, wished)


def test_the_ends_are_ends() -> None:
    assert not ASKED[Asked.REFUNDED]
    assert not PAYING[Paying.REFUNDED]
    assert not RETURNING[Returning.DONE]


def test_a_receipt_is_of_one_kind_and_its_series_of_one_year() -> None:
    parts = by_kind([line("a", 1, kind="charge"), line("b", 2), line("c", 3)])
    assert {kind: [item["key"] for item in items] for kind, items in parts.items()} == {"fee": ["b", "c"], "charge": ["a"]}
    slot = slot_of("fee", {"fee": "01BLP0-001"}, "TH-{yy}E", date(2023, 1, 2))
    assert (slot.template, slot.series) == ("01BLP0-001", "TH-23E")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 50), max_size=4), st.integers(0, 250))
def test_a_refund_is_shared_over_receipts_without_loss(receipts: list[int], amount: int) -> None:
    if amount > sum(receipts):
        with pytest.raises(ValueError, match="more than"):
            share_refund(amount, receipts)
    else:
        shares = share_refund(amount, receipts)
        assert sum(shares) == amount
        assert all(0 <= share <= whole for share, whole in zip(shares, receipts, strict=True))


def test_a_reference_has_no_letters_that_look_alike() -> None:
    assert reference_of("MC", date(2022, 11, 14), "ABCDEFGH") == "MC221114ABCDEFGH"
    assert not set(ALPHABET) & set("01IOL")
    with pytest.raises(ValueError, match="eight"):
        reference_of("MC", date(2022, 11, 14), "0000")


SIDES = st.dictionaries(st.sampled_from([f"R{n}" for n in range(6)]), st.tuples(st.integers(1, 3), st.sampled_from(["paid", "refunded"])))


def entries(side: dict[str, tuple[int, str]]) -> list[Entry]:
    return [Entry(reference, *rest) for reference, rest in sorted(side.items())]


@settings(max_examples=50, deadline=None)
@given(SIDES, SIDES, SIDES)
def test_every_reference_is_found_once_and_matches_only_when_all_sides_agree(
    ours: dict[str, tuple[int, str]], theirs: dict[str, tuple[int, str]], credit: dict[str, tuple[int, str]]
) -> None:
    found = {one.reference: one for one in compare(entries(ours), entries(theirs), entries(credit))}
    assert set(found) == set(ours) | set(theirs) | set(credit)
    for reference, one in found.items():
        us, them, treasury = ours.get(reference), theirs.get(reference), credit.get(reference)
        due = them[0] if them and them[1] == "paid" else None
        assert (one.kinds == ("matched",)) == (us == them and (treasury[0] if treasury else None) == due)


def test_each_class_has_its_name() -> None:
    ours = [Entry("a", 1, "paid"), Entry("b", 1, "paid"), Entry("c", 1, "paid"), Entry("d", 1, "started"), Entry("f", 1, "paid")]
    theirs = [Entry("a", 1, "paid"), Entry("c", 2, "paid"), Entry("d", 1, "paid"), Entry("e", 1, "paid"), Entry("f", 1, "paid")]
    credit = [Entry("a", 1, "paid"), Entry("c", 2, "paid"), Entry("d", 9, "paid"), Entry("e", 1, "paid"), Entry("z", 1, "paid")]
    counts = Counter(kind for one in compare(ours, theirs, credit) for kind in one.kinds)
    assert counts == {
        "matched": 1, "only_us": 1, "amount": 1, "status": 1, "credited_amount": 1, "only_partner": 1, "not_credited": 1,
        "only_treasury": 1,
    }  # fmt: skip
    assert set(WAYS) == set(counts) - {"matched"}, "every exception has a way out"


def test_a_payment_named_twice_by_the_partner_is_no_match() -> None:
    (one,) = compare([Entry("a", 1, "paid")], [Entry("a", 1, "paid")] * 2, None)
    assert one.kinds == ("amount",)


def test_without_a_treasury_two_sides_are_held_together() -> None:
    (one,) = compare([Entry("a", 1, "paid")], [Entry("a", 1, "paid")], None)
    assert one.kinds == ("matched",)
