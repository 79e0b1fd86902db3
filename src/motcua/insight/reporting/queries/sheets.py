"""The sheets of a report, read; what is wrong with them."""

from dataclasses import dataclass

from motcua.insight.reporting.models import Report, SheetKept
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rules.checks import Finding, findings
from motcua.insight.reporting.rules.hand import Hand, hand_values
from motcua.insight.reporting.rules.sheets import Sheet, overlaid, read


@dataclass(frozen=True, slots=True)
class Filled:
    """One form of a report: from records, by hand, of the units below, and the whole."""

    auto: Sheet
    hand: Hand
    below: Sheet
    whole: Sheet

    @property
    def own(self) -> Sheet:
        """The unit's own part."""
        return overlaid(self.auto, hand_values(self.hand))


_NOTHING = Filled({}, {}, {}, {})


def sheets_of(report: Report) -> dict[str, Filled]:
    """Every form of the report, filled or not. One query."""
    kept = {sheet.form: _filled(sheet) for sheet in SheetKept.objects.filter(report=report)}
    return {form.code: kept.get(form.code, _NOTHING) for form in regime_of(report.period).forms}


def _filled(sheet: SheetKept) -> Filled:
    return Filled(read(sheet.auto), sheet.hand, read(sheet.below), read(sheet.whole))


def findings_of(report: Report) -> list[Finding]:
    """Everything wrong with the report. One query."""
    regime = regime_of(report.period)
    return [finding for code, filled in sheets_of(report).items() for finding in findings(regime.form(code), filled.whole, filled.own)]
