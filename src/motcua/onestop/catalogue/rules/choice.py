"""Which case holds, what it costs, what it needs and how long it may take. Pure: answers in, amounts and limits out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from motcua.kernel.deadlines import TimeLimit
from motcua.onestop.catalogue.rules.cases import CHANNELS, Channel, FeeRule, ProcedureCase, Text, holds, parsed
from motcua.onestop.catalogue.rules.content import ProcedureContent

DAYS_SINCE = "days_since_"
CHANNEL_NUMBERS: Mapping[int, Channel] = {1: "desk", 2: "online", 3: "post"}


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of what is to be paid. `amount` is the total in đồng; `quantity` what it was counted over."""

    key: str
    kind: str
    vi: str
    en: str
    amount: int
    quantity: int
    basis: str
    tag: str
    note: str
    collected: str
    exempt: bool
    exempt_vi: str
    exempt_en: str

    def label(self, language: str) -> str:
        """What is paid for, in the language."""
        return self.en if language.startswith("en") else self.vi

    def exempt_reason(self, language: str) -> str:
        """Why nothing is to be paid; empty when the line is not exempt."""
        return self.exempt_en if language.startswith("en") else self.exempt_vi

    def as_dict(self) -> dict[str, object]:
        """Plain values, to keep with a dossier."""
        return asdict(self)


def channel_name(channel: str | int) -> Channel:
    """`desk`, `online` or `post` from that name or from the national number of the channel (1, 2, 3)."""
    if isinstance(channel, int) and channel in CHANNEL_NUMBERS:
        return CHANNEL_NUMBERS[channel]
    for name in CHANNELS:
        if name == channel:
            return name
    raise ValueError(f"there is no channel {channel!r}")


def facts_of(answers: Mapping[str, object], on: date) -> dict[str, object]:
    """What conditions may ask: the answers, and for every date answer `days_since_<name>` counted to the day `on`."""
    facts = dict(answers)
    for name, answer in answers.items():
        if isinstance(answer, str) and len(answer) == 10:
            try:
                facts[DAYS_SINCE + name] = (on - date.fromisoformat(answer)).days
            except ValueError:
                continue
    return facts


def case_for(content: ProcedureContent, facts: Mapping[str, object]) -> ProcedureCase:
    """The first case whose condition holds; the last one is the default."""
    return next(case for case in content.cases if case.when is None or holds(case.when, facts))


def limit_for(case: ProcedureCase, channel: Channel) -> TimeLimit | None:
    """The time limit of the channel (or of the desk); None when the procedure promises no date."""
    limit = case.time_limits.get(channel) or case.time_limits.get("desk")
    return TimeLimit(amount=limit.amount, unit=limit.unit, cut_off=limit.cut_off) if limit else None


def fees_of(case: ProcedureCase, facts: Mapping[str, object], channel: Channel) -> list[Fee]:
    """Every line to be paid in this channel; an exempt line stays, with nothing to pay and the reason."""
    return [
        _fee(rule, facts)
        for rule in case.fees
        if channel in rule.channels and (rule.when is None or holds(rule.when, facts))
    ]  # fmt: skip


def copies_of(content: ProcedureContent, facts: Mapping[str, object]) -> int:
    """How many copies of the result are to be made, at least one."""
    return max(1, _count(content.result.copies, facts))


def _fee(rule: FeeRule, facts: Mapping[str, object]) -> Fee:
    quantity = _count(rule.per, facts) if rule.per else 1
    amount = _graded(rule, quantity)
    if rule.maximum is not None:
        amount = min(amount, rule.maximum)
    if rule.times:
        times = _count(rule.times, facts)
        amount, quantity = amount * times, quantity * times
    exempt = rule.exempt_when is not None and holds(rule.exempt_when, facts)
    reason = rule.exempt_reason if exempt and rule.exempt_reason else Text.model_construct(vi="", en="")
    return Fee(
        key=rule.key,
        kind=rule.kind,
        vi=rule.vi,
        en=rule.en,
        amount=0 if exempt else amount,
        quantity=quantity,
        basis=rule.basis,
        tag=rule.tag,
        note=rule.note,
        collected=rule.collected,
        exempt=exempt,
        exempt_vi=reason.vi,
        exempt_en=reason.en,
    )


def _graded(rule: FeeRule, quantity: int) -> int:
    if rule.amount is not None:
        return rule.amount * quantity
    total, counted = 0, 0
    for tier in rule.tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        total += max(end - counted, 0) * tier.amount
        counted = max(end, counted)
    return total


def _count(formula: str, facts: Mapping[str, object]) -> int:
    """A whole count that is not negative; an answer not given yet counts as one, so that a price can be shown before."""
    expression = parsed(formula)
    if any(facts.get(name) is None for name in expression.names):
        return 1
    value = expression.evaluate(facts)
    return max(int(value), 0) if isinstance(value, int | float) else 1
