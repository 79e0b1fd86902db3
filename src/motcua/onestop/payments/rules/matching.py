"""Three-way reconciliation: what we say, what the gateway says, what the treasury credited, side by side by reference.

Classes as in domain 9.3: matched, only us, only the partner, another amount, another status; and for the treasury: not credited,
credited only, credited another amount. Streams come sorted by reference (by code points); nothing is kept but one reference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter

from motcua.kernel.errors import words

MATCHED, ONLY_US, ONLY_PARTNER, AMOUNT, STATUS = "matched", "only_us", "only_partner", "amount", "status"
NOT_CREDITED, ONLY_TREASURY, CREDITED_AMOUNT = "not_credited", "only_treasury", "credited_amount"
PAID, REFUNDED = "paid", "refunded"

KIND_WORDS = {
    MATCHED: words("Matched"),
    ONLY_US: words("Known only to us"),
    ONLY_PARTNER: words("Known only to the gateway"),
    AMOUNT: words("Another amount at the gateway"),
    STATUS: words("Another status at the gateway"),
    NOT_CREDITED: words("Not credited by the treasury"),
    ONLY_TREASURY: words("Credited by the treasury only"),
    CREDITED_AMOUNT: words("Credited with another amount"),
}

STATUS_WORDS = {PAID: words("paid"), REFUNDED: words("refunded"), "started": words("not heard of"), "failed": words("did not succeed")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment (or refund) as one side knows it; the amount is in đồng, the status ours: paid, refunded, started, failed."""

    reference: str
    amount: int
    status: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What three sides say of one reference, and the classes it falls into: `matched`, or everything that is wrong."""

    reference: str
    kinds: tuple[str, ...]
    ours: Entry | None
    theirs: Entry | None
    credited: int | None


def compare(ours: Iterable[Entry], theirs: Iterable[Entry], treasury: Iterable[Entry] | None) -> Iterator[Finding]:
    """One finding per reference; `treasury` is None where there is no statement of the treasury."""
    with_treasury = treasury is not None
    sides = [_told_by(side, stream) for side, stream in enumerate((ours, theirs, treasury or ()))]
    for reference, found in groupby(merge(*sides, key=itemgetter(0)), key=itemgetter(0)):
        heard: tuple[list[Entry], list[Entry], list[Entry]] = ([], [], [])
        for _reference, side, entry in found:
            heard[side].append(entry)
        yield _finding(reference, *heard, with_treasury=with_treasury)


def _told_by(side: int, stream: Iterable[Entry]) -> Iterator[tuple[str, int, Entry]]:
    for entry in stream:
        yield entry.reference, side, entry


def _finding(reference: str, ours: list[Entry], theirs: list[Entry], credit: list[Entry], *, with_treasury: bool) -> Finding:
    us, them = (ours[0] if ours else None), (theirs[0] if theirs else None)
    kinds = []
    if us is None and them is not None:
        kinds.append(ONLY_PARTNER)
    elif us is not None and them is None:
        kinds.append(ONLY_US)
    elif us is not None and them is not None:
        if len(theirs) > 1 or us.amount != them.amount:  # named twice is paid twice as far as the partner goes
            kinds.append(AMOUNT)
        if us.status != them.status:
            kinds.append(STATUS)
    credited = sum(entry.amount for entry in credit) if credit else None
    if with_treasury:
        kinds += _of_treasury(them, credited)
    return Finding(reference, tuple(kinds) or (MATCHED,), us, them, credited)


def _of_treasury(them: Entry | None, credited: int | None) -> list[str]:
    """The treasury is held against the gateway, which is what it is credited by; refunds are not credited."""
    settled = them.amount if them is not None and them.status == PAID else None
    if settled is None:
        return [] if credited is None else [ONLY_TREASURY]
    if credited is None:
        return [NOT_CREDITED]
    return [] if credited == settled else [CREDITED_AMOUNT]
