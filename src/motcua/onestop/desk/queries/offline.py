"""What a device takes along, and what the head sees of all devices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from motcua.blocks.permissions.api import holdings_with
from motcua.blocks.printing.api import qr_svg
from motcua.ground.directory.api import Unit, body_of, schedule_of, superior_of
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import TimeLimit
from motcua.kernel.expression_data import expression_data
from motcua.kernel.expressions import Expression
from motcua.onestop.catalogue.api import ProcedureCase, ProcedureContent, time_limit
from motcua.onestop.desk.models import NumberBlock, OfflineEntry, ReservedNumber
from motcua.onestop.desk.queries.offline_terms import offline_procedures
from motcua.onestop.desk.rights import DECIDE_OFFLINE, OFFLINE
from motcua.onestop.desk.rules.offline import Stretch, due_table
from motcua.onestop.desk.rules.slip_data import NUMBER_SUFFIX
from motcua.onestop.dossiers.api import form_set, form_set_called, place_name, place_of_province


def packed(block: NumberBlock, numbers: Iterable[ReservedNumber]) -> dict[str, Any]:
    """Everything a desk needs to receive without network, but the pages of the forms: plain JSON values, moments as minutes since 1970."""
    desk, kept = block.desk, list(numbers)
    days = sorted({number.day for number in kept})
    procedures = offline_procedures(desk)
    limits = {_limit_key(limit): limit for one in procedures for case in one.cases if (limit := time_limit(one, case, "desk"))}
    return {
        "uid": str(block.uid),
        "device": block.device_name,
        "prepared_at": block.prepared_at.isoformat(),
        "head": _head(desk, block),
        "numbers": [_number(number) for number in kept],
        "procedures": [_procedure(one) for one in procedures],
        "dues": {key: {str(day): _table(desk, day, limit) for day in days} for key, limit in limits.items()},
    }


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One device and what became of its numbers."""

    block: NumberBlock
    free: int
    promised: int
    used: int
    voided: int


def offline_blocks(actor: Actor, *, most: int = 100) -> list[BlockRow]:
    """The devices of the desks the actor sees, those not yet closed first. One query."""
    counts = {state.value: Count("numbers", filter=Q(numbers__state=state)) for state in ReservedNumber.State}
    found = NumberBlock.objects.filter(_seen_by(actor, "desk__path")).select_related("desk").annotate(**counts)
    rows = found.order_by("closed_at", "-prepared_at")
    ordered = sorted(rows[:most], key=lambda block: block.state != NumberBlock.State.OPEN)
    return [BlockRow(block, *(getattr(block, state) for state in ("free", "promised", "used", "voided"))) for block in ordered]


def held_entries(actor: Actor) -> QuerySet[OfflineEntry]:
    """Entries that wait for a decision or a correction, oldest first."""
    held = OfflineEntry.objects.filter(_seen_by(actor, "block__desk__path"), state=OfflineEntry.State.HELD)
    return held.select_related("block__desk", "number").order_by("happened_at")


def voided_numbers(block: NumberBlock) -> QuerySet[ReservedNumber]:
    """The numbers of a block that nobody has, each with the reason."""
    return block.numbers.filter(state=ReservedNumber.State.VOIDED).order_by("code")


def _seen_by(actor: Actor, path: str) -> Q:
    seen = Q(pk__in=[])
    for right in (OFFLINE, DECIDE_OFFLINE):
        for holding in holdings_with(actor, right):
            seen |= Q(**{f"{path}__startswith": holding.unit_path})
    return seen


def _head(desk: Unit, block: NumberBlock) -> dict[str, str]:
    body = body_of(desk)
    superior = superior_of(body)
    return {
        "superior": superior.formal_name if superior else "",
        "agency": body.formal_name,
        "one_stop": desk.formal_name,
        "place": place_name(body.name, default=place_of_province(body)),
        "phone": desk.phone or body.phone,
        "officer": block.officer,
        "website": settings.PUBLIC_URL,
        "circular": form_set_called(form_set(block.first_day).key).circular,
    }


def _number(number: ReservedNumber) -> dict[str, str]:
    address = f"{settings.PUBLIC_URL}/tra-cuu/?ma={number.code}"
    return {
        "code": number.code,
        "day": str(number.day),
        "slip": f"{number.slip_number:04d}/{NUMBER_SUFFIX['01']}",
        "serial": f"{number.slip_number:04d}",
        "volume": f"01/{number.day.year}",
        "address": address,
        "qr": qr_svg(address),
    }


def _limit_key(limit: TimeLimit) -> str:
    return f"{limit.amount} {limit.unit} {limit.cut_off or ''}".strip()


def _table(desk: Unit, day: date, limit: TimeLimit) -> list[list[int]]:
    return [_row(stretch) for stretch in due_table(schedule_of(desk), day, limit)]


def _row(one: Stretch) -> list[int]:
    return [one.first, one.last, minutes_of(one.due), one.slope]


def minutes_of(moment: datetime) -> int:
    """A moment as whole minutes since 1970, clock time of Viet Nam: what the device counts in."""
    local = moment.astimezone(VIETNAM)
    return int((local.timestamp() + (local.utcoffset() or local - local).total_seconds()) // 60)


def _procedure(one: ProcedureContent) -> dict[str, Any]:
    return {
        "code": one.code,
        "version": one.version_id,
        "name": {"vi": one.name.vi, "en": one.name.en},
        "cases": [_case(one, case) for case in one.cases],
    }


def _case(one: ProcedureContent, case: ProcedureCase) -> dict[str, Any]:
    limit = time_limit(one, case, "desk")
    return {
        "key": case.key,
        "when": condition(case.when),
        "limit": {"key": _limit_key(limit), "amount": limit.amount, "unit": limit.unit} if limit else None,
        "components": [
            {**part.model_dump(include={"key", "vi", "en", "required", "originals", "copies", "kind"}), "when": condition(part.when)}
            for part in case.components
        ],
        "fees": [_fee(rule.model_dump(mode="json")) for rule in case.fees if "desk" in rule.channels],
    }


def _fee(rule: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: rule[name] for name in ("key", "vi", "en", "amount", "tiers", "maximum", "collected", "exempt_reason")}
    return {**plain, **{name: condition(rule[name]) for name in ("per", "times", "when", "exempt_when")}}


def condition(of: str | Expression | None) -> list[Any] | None:
    """A condition as data, or nothing; `names` go first, for a count asks whether all of them are answered."""
    if of is None:
        return None
    expression = of if isinstance(of, Expression) else Expression.parse(of)
    return [sorted(expression.names), expression_data(expression)]
