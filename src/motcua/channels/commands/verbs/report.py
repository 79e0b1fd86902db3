"""`motcua report`: the reform report, kept reports compared, figures published and checked."""

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.channels.commands.output import DONE, REFUSED, say, say_json, table, warn
from motcua.channels.commands.report_checking import check_report
from motcua.channels.workspace.record_address import records_address
from motcua.ground.directory.api import unit_by_code
from motcua.insight.indicators.api import Standing, check_publication, publications, publish_figures
from motcua.insight.reform_report.api import (
    Report,
    as_docx,
    as_html,
    as_pdf,
    build_report,
    contract,
    keep_run,
    paper,
    run_differences,
    written,
)
from motcua.kernel.actor import SYSTEM

Address = Callable[[str], str]


def run(given: Namespace) -> int:
    """One of the reports; exit code 1 when published figures no longer hold."""
    return {"reform": _reform, "check": check_report, "differences": _differences, "publish": _publish, "published": _published}[
        given.what
    ](given)


def _reform(given: Namespace) -> int:
    place = unit_by_code(given.unit)
    report = build_report(unit=place, first=given.first, last=given.last, actor=SYSTEM)
    address = records_address(place.pk, given.first, given.last, base=settings.PUBLIC_URL)
    if given.keep:
        kept = keep_run(report, address=address, actor=SYSTEM)
        warn(_("The report is kept as number %(number)s.") % {"number": kept.pk})
    if given.json:
        _give(given.output, json.dumps(contract(report, address), ensure_ascii=False, indent=2) + "\n")
    elif given.form == "html":
        _give(given.output, as_html(report, address))
    elif given.form:
        data = as_pdf(report, address) if given.form == "pdf" else as_docx(paper(report, address), at=report.made_at)
        file: Path = given.output or Path(f"bao-cao-cai-cach-{place.code.replace('/', '-')}-{given.last}.{given.form}")
        file.write_bytes(data)
        say(str(file))
    else:
        _tell(report)
    return DONE


def _give(output: Path | None, text: str) -> None:
    if output is None:
        say(text.rstrip("\n"))
    else:
        output.write_text(text, encoding="utf-8")
        say(str(output))


def _tell(report: Report) -> None:
    heads = (_("Figure"), _("What it counts"), _("Value"), _("Last year"))
    table(heads, [[fact.line.id, fact.line.vi, _value(fact.sourced, written(fact.value)), written(fact.before)] for fact in report.facts])


def _value(sourced: bool, value: str) -> str:
    return value if sourced else _("no source yet")


def _differences(given: Namespace) -> int:
    found = run_differences(given.before, given.after, actor=SYSTEM)
    if given.json:
        told = [
            {"id": one.id, "before": one.before, "after": one.after, "difference": one.difference,
             "source_before": one.source_before, "source_after": one.source_after}
            for one in found
        ]  # fmt: skip
        say_json({"before": given.before, "after": given.after, "figures": told})
    elif found:
        heads = (_("Figure"), _("Before"), _("After"), _("Difference"))
        table(heads, [[one.id, one.before, one.after, one.difference] for one in found])
    else:
        say(_("Both reports tell the same figures."))
    return DONE


def _publish(given: Namespace) -> int:
    place = unit_by_code(given.unit)
    made = publish_figures(given.figure, unit_id=place.pk, first=given.first, last=given.last, title=given.title, actor=SYSTEM)
    if given.json:
        say_json({"number": made.pk, "sha256": made.sha256})
    else:
        say(_("Published as number %(number)s, sealed with %(hash)s.") % {"number": made.pk, "hash": made.sha256})
    return DONE


def _published(given: Namespace) -> int:
    if given.number is None:
        rows = [[one.pk, one.unit.code, one.first, one.last, one.made_by, one.title] for one in publications(SYSTEM)[:100]]
        if given.json:
            say_json([{"number": row[0], "unit": row[1], "from": row[2], "to": row[3], "by": row[4], "title": row[5]} for row in rows])
        else:
            table((_("Number"), _("Unit"), _("From"), _("To"), _("By"), _("Title")), rows)
        return DONE
    standing = check_publication(given.number, actor=SYSTEM)
    if given.json:
        say_json(_standing(standing))
    else:
        if not standing.whole:
            warn(_("What is stored of this publication is not what was sealed."))
        heads = (_("Figure"), _("Published"), _("Now"), _("Added"), _("Removed"))
        table(heads, [[one.figure.key, one.figure.value, one.now, one.added, one.removed] for one in standing.figures])
    return DONE if standing.holds else REFUSED


def _standing(standing: Standing) -> dict[str, object]:
    figures = []
    for one in standing.figures:
        reasons = [{"change": why.change, "record": why.record, "said": why.said, "events": why.events} for why in one.reasons]
        told = {"key": one.figure.key, "state": one.state, "published": one.figure.value, "now": one.now}
        figures.append({**told, "added": one.added, "removed": one.removed, "reasons": reasons})
    return {"number": standing.publication.pk, "whole": standing.whole, "holds": standing.holds, "figures": figures}
