"""Proof that the record of what happened is whole, or where it is not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef, Q

from motcua.blocks.audit.rules.findings import Finding, compare
from motcua.blocks.events.api import COLUMNS, START, Event, Seal, leaf, merkle_root, unpack_leaves
from motcua.kernel.errors import words

_AT_ONCE = 5000  # events held in memory
_UNREADABLE = (ValueError, TypeError, AttributeError, DatabaseError)


@dataclass
class VerifyReport:
    """What was checked and what was found wrong; `head` is the newest link, worth noting down elsewhere."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0
    head: tuple[int, str] = (0, START)
    findings: list[Finding] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.findings


def verify(*, noted: tuple[int, str] | None = None, progress: Callable[[int], object] | None = None) -> VerifyReport:
    """Check every seal and every sealed event; a stream, whatever the size.

    `noted` is a head noted down earlier: its absence shows that the end of the chain was cut off and made anew.
    `progress` is told how many events have been checked since it was told last.
    """
    report = VerifyReport(unsealed=Event.objects.filter(seal__isnull=True).count())
    for seals in _in_portions():
        for seal in seals:
            report.findings += _check_link(seal, report.head)
            report.head = (seal.sequence, seal.hash)
            if noted is not None and seal.sequence == noted[0] and seal.hash != noted[1]:
                report.findings.append(Finding(words("Seal %(seal)s is not the one that was noted down."), seal.sequence))
        checked = _check_events(seals, report)
        report.seals += len(seals)
        report.events += checked
        if progress is not None:
            progress(checked)
    if noted is not None and noted[0] > report.head[0]:
        report.findings.append(Finding(words("Seal %(seal)s, which was noted down, is missing."), noted[0]))
    report.findings += _strays()
    return report


def _in_portions() -> Iterator[list[Seal]]:
    portion: list[Seal] = []
    for seal in Seal.objects.order_by("sequence").iterator(chunk_size=50):
        portion.append(seal)
        if sum(one.count for one in portion) >= _AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _check_link(seal: Seal, before: tuple[int, str]) -> list[Finding]:
    found: list[Finding] = []
    if seal.sequence != before[0] + 1:
        found.append(Finding(words("Seal %(seal)s is missing."), before[0] + 1))
    elif seal.previous_hash != before[1]:
        found.append(Finding(words("Seal %(seal)s does not follow the seal before it."), seal.sequence))
    if seal.link().hash() != seal.hash:
        found.append(Finding(words("Seal %(seal)s has been changed."), seal.sequence))
    return found


def _check_events(seals: Sequence[Seal], report: VerifyReport) -> int:
    present: dict[int, dict[int, bytes]] = {seal.sequence: {} for seal in seals}
    span = {seal.sequence: range(seal.first_id, seal.last_id + 1) for seal in seals}
    for row in _rows(seals):
        if row[0] in span[row[-1]]:  # others are strays
            present[row[-1]][row[0]] = leaf(row[:-1]) if len(row) > 2 else b""
    for seal in seals:
        kept = unpack_leaves(bytes(seal.leaves))
        here = present[seal.sequence]
        if kept and merkle_root(list(kept.values())).hex() == seal.merkle_root and len(kept) == seal.count:
            report.findings += compare(seal.sequence, kept, here)
        else:
            report.findings.append(Finding(words("The list of hashes in seal %(seal)s has been changed."), seal.sequence))
            if not here or merkle_root(list(here.values())).hex() != seal.merkle_root:
                report.findings.append(Finding(words("The events of seal %(seal)s have been changed."), seal.sequence))
    return sum(len(events) for events in present.values())


def _rows(seals: Sequence[Seal]) -> list[tuple[Any, ...]]:
    """The events of these seals in the order of their ids; one that cannot be read any more comes as its id and seal alone."""
    span = Event.objects.filter(
        id__range=(min(seal.first_id for seal in seals), max(seal.last_id for seal in seals)),
        seal__in=[seal.sequence for seal in seals],
    ).order_by("id")
    columns = (*COLUMNS, "seal_id")
    try:
        return list(span.values_list(*columns).iterator())
    except _UNREADABLE:
        rows: list[tuple[Any, ...]] = []
        for place in span.values_list("id", "seal_id"):
            try:
                rows.append(Event.objects.values_list(*columns).get(pk=place[0]))
            except _UNREADABLE:
                rows.append(place)
        return rows


def _strays() -> list[Finding]:
    """Sealed events which no seal covers: put in by hand, or their seal is gone."""
    its_seal = Seal.objects.filter(Q(first_id__lte=OuterRef("id")), Q(last_id__gte=OuterRef("id")), sequence=OuterRef("claimed"))
    sealed = Event.objects.filter(seal__isnull=False).annotate(claimed=F("seal_id"))
    ids = sealed.filter(~Exists(its_seal)).order_by("id").values_list("id", "seal_id")
    return [Finding(words("Event %(event)s says it is in seal %(seal)s, which does not cover it."), seal, event) for event, seal in ids]
