"""The year of procedure control: decisions, reviews, entries in the national database, each through the action that officials use."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
from django.db import transaction

from motcua.blocks.events.api import seal_untold
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.review.api import (
    AgencyReview,
    DecidedLine,
    NationalEntry,
    Publication,
    PublicationDecision,
    ReviewedLine,
    ReviewReport,
    note_national_entry,
    record_publication,
    record_review,
)
from motcua.onestop.review.events import NATIONAL_ENTRY, PUBLICATION, REVIEW
from motcua.simulation.rules.catalogue import Invented
from motcua.simulation.rules.scenario import Review, Scenario

RECORDER = Actor(kind="system", name="mô phỏng")
_FURTHER = 50_000  # codes of procedures that are not in the catalogue any more begin so far after the first invented one


@transaction.atomic
def decide_procedures(
    scenario: Scenario, totals: Review, procedures: Sequence[Invented], *, root: Unit, agencies: Sequence[Unit], seed: int
) -> None:
    """Record them all, each as of its day; sealed, and told to nobody."""
    days = _working_days(scenario, seed)
    names = {one.code: one.record["name"]["vi"] for one in procedures}
    codes = _codes(scenario, list(names), totals.newly_issued + totals.integrated)
    gone = _codes(scenario, [], totals.abolished + totals.unpublished)
    lines = [
        *(_line(code, names, "new") for code in codes[: totals.newly_issued]),
        *(_line(code, names, "simplified") for code in codes[: totals.simplified]),
        *(_line(code, names, "abolished") for code in gone[: totals.abolished]),
    ]
    made = [_decide(root, number, days, lines[number :: totals.decisions]) for number in range(totals.decisions)]
    if totals.announced_online:
        sent = [one for one in procedures if one.online_level >= 3][: totals.announced_online]
        extra = codes[-(totals.announced_online - len(sent)) :] if len(sent) < totals.announced_online else []
        online = [_line(one.code, names, "online", one.online_level) for one in sent] + [_line(code, names, "online", 3) for code in extra]
        made.append(_decide(root, totals.decisions, days, online))
    seal_untold(PUBLICATION, [one.pk for one in made])
    entries = [_enter(code, root, days[place % len(days)]) for place, code in enumerate(codes[: totals.integrated])]
    entries += [_take_out(code, root, days[place % len(days)], scenario) for place, code in enumerate(gone[: totals.unpublished])]
    seal_untold(NATIONAL_ENTRY, [one.pk for one in entries])
    reviews = [_review(totals, place, agencies, days, codes, names) for place in range(totals.reviewing_agencies)]
    seal_untold(REVIEW, [one.pk for one in reviews])


def _working_days(scenario: Scenario, seed: int) -> list[date]:
    """Weekdays of the period in an order drawn from the seed."""
    first = date(scenario.year, 1, 5)
    days = [first + timedelta(days=offset) for offset in range((scenario.cut_off - first).days)]
    weekdays = [day for day in days if day.weekday() < 5]
    return [weekdays[place] for place in np.random.default_rng([seed, 2]).permutation(len(weekdays))]


def _codes(scenario: Scenario, known: list[str], count: int) -> list[str]:
    """So many codes: those of the catalogue first, then further ones that nobody has."""
    first = round(float(scenario.catalogue.first_code) * 1_000_000) + _FURTHER + (0 if known else 20_000)
    further = [f"{(first + n) // 1_000_000}.{(first + n) % 1_000_000:06d}" for n in range(max(count - len(known), 0))]
    return [*known, *further][: max(count, len(known))]


def _line(code: str, names: dict[str, str], change: str, level: int | None = None) -> DecidedLine:
    return DecidedLine(code, names.get(code, f"Thủ tục mô phỏng {code}"), change, level, without_authority=False)


def _decide(root: Unit, number: int, days: Sequence[date], lines: Sequence[DecidedLine]) -> PublicationDecision:
    day = sorted(days)[(number * 7) % len(days)]
    said = Publication(
        issuer_id=root.pk,
        number=f"MP-{number + 1:03d}/QĐ-UBND",
        title="Công bố danh mục thủ tục hành chính (mô phỏng)",
        decided_on=day,
        effective_on=day,
        procedures=lines,
        signer_name="(mô phỏng)",
    )
    with clock.as_of(_noon(day)):
        return record_publication(said, actor=RECORDER)


def _enter(code: str, root: Unit, day: date) -> NationalEntry:
    with clock.as_of(_noon(day)):
        return note_national_entry(code, unit_id=root.pk, actor=RECORDER)


def _take_out(code: str, root: Unit, day: date, scenario: Scenario) -> NationalEntry:
    _enter(code, root, scenario.opens_on)
    with clock.as_of(_noon(day)):
        return note_national_entry(code, unit_id=root.pk, public=False, actor=RECORDER)


def _review(
    totals: Review, place: int, agencies: Sequence[Unit], days: Sequence[date], codes: Sequence[str], names: dict[str, str]
) -> AgencyReview:
    mine = codes[place : totals.reviewed : totals.reviewing_agencies]
    lines = [ReviewedLine(code, names.get(code, f"Thủ tục mô phỏng {code}"), "simplify", 0, 0) for code in mine]
    report = ReviewReport(agencies[place % len(agencies)].pk, "MP-01/KH-UBND", days[place], lines)
    with clock.as_of(_noon(days[place])):
        return record_review(report, actor=RECORDER)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.VIETNAM)
