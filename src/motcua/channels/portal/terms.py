"""What a procedure promises and costs, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from motcua.onestop.catalogue.api import Fee, Limit, ProcedureCase, ProcedureContent


def language() -> str:
    """The reader's language: vi or en."""
    return (get_language() or "vi")[:2]


CHANNELS = ("online", "desk", "post")


def channel_in_words(channel: str) -> str:
    return {"online": gettext("Online"), "desk": gettext("At the desk"), "post": gettext("By public post")}[channel]


def level_in_words(level: str) -> str:
    return {
        "commune": gettext("Commune, ward or township"),
        "district": gettext("District, town or city"),
        "province": gettext("Province"),
    }.get(level, level)


def subject_in_words(subject: str) -> str:
    return {
        "citizen": gettext("Citizens"),
        "overseas": gettext("Vietnamese abroad"),
        "foreigner": gettext("Foreigners"),
        "official": gettext("Officials"),
        "enterprise": gettext("Enterprises"),
        "cooperative": gettext("Cooperatives"),
        "organisation": gettext("Organisations"),
    }.get(subject, subject)


def limit_in_words(limit: Limit | None) -> str:
    """A time limit as people say it; without one, that no date is promised."""
    if limit is None:
        return gettext("No fixed time limit")
    count = limit.amount
    if limit.unit == "same_day":
        text = gettext("Within the working day")
        if limit.cut_off is None:
            return text
        return gettext("%(text)s; handed in after %(hour)s, on the next working day") % {"text": text, "hour": f"{limit.cut_off:%H:%M}"}
    if limit.unit == "hour":
        return ngettext("%(count)d working hour", "%(count)d working hours", count) % {"count": count}
    if limit.unit == "working_day":
        return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def money(amount: int) -> str:
    """8000 as 8.000 ₫, or 8,000 ₫ in English."""
    text = f"{amount:,} ₫"
    return text if language() == "en" else text.replace(",", ".")


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of a case as the procedure page shows it."""

    label: str
    price: str
    note: str
    basis: str


def fee_lines(case: ProcedureCase) -> list[FeeLine]:
    """Every fee of a case with its price before anything is known of the applicant."""
    lines = []
    for rule in case.fees:
        name = rule.in_language(language())
        reason = rule.exempt_reason.in_language(language()) if rule.exempt_reason else ""
        note = gettext("Nothing to pay: %(reason)s") % {"reason": reason} if reason else ""
        if rule.amount is not None:
            price = money(rule.amount) if rule.amount else gettext("Free of charge")
        else:
            price = "; ".join(_tier(tier.up_to, tier.amount) for tier in rule.tiers)
        if rule.maximum:
            price += gettext(" (at most %(amount)s)") % {"amount": money(rule.maximum)}
        if len(rule.channels) < len(CHANNELS):
            name += f" – {', '.join(channel_in_words(channel) for channel in rule.channels)}"
        lines.append(FeeLine(name, price, note, rule.basis))
    return lines


def _tier(up_to: int | None, amount: int) -> str:
    if up_to is None:
        return gettext("%(amount)s each further one") % {"amount": money(amount)}
    return gettext("%(amount)s each up to number %(count)s") % {"amount": money(amount), "count": up_to}


@dataclass(frozen=True, slots=True)
class LimitLine:
    """How long one channel may take."""

    channel: str
    words: str


def limit_lines(case: ProcedureCase, content: ProcedureContent) -> list[LimitLine]:
    """The time limit by channel; one line when all are alike."""
    if not case.time_limits:
        return [LimitLine("", limit_in_words(None))]
    lines = [
        LimitLine(channel_in_words(channel), limit_in_words(case.time_limits.get(channel) or case.time_limits["desk"]))
        for channel in CHANNELS
        if channel in content.channels
    ]
    return [LimitLine("", lines[0].words)] if len({line.words for line in lines}) == 1 else lines


@dataclass(frozen=True, slots=True)
class ToPay:
    """What is to be paid for one application."""

    lines: Sequence[tuple[str, str]]
    total: int
    total_words: str


def to_pay(fees: Sequence[Fee]) -> ToPay:
    """The fee lines of an application with their sum; an exempt line says why."""
    lines = []
    for fee in fees:
        label = fee.label(language())
        if fee.quantity > 1:
            label += f" × {fee.quantity}"
        lines.append((label, fee.exempt_reason(language()) if fee.exempt else money(fee.amount)))
    total = sum(fee.amount for fee in fees)
    return ToPay(lines, total, money(total) if total else gettext("Nothing to pay"))
