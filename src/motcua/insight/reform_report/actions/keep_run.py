"""Keep a report as it was made, to compare later ones with it."""

import hashlib

import orjson
from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.insight.reform_report.events import RUN, ReformReportEvent
from motcua.insight.reform_report.models import ReportRun
from motcua.insight.reform_report.rights import READ
from motcua.insight.reform_report.rules.facts import Address, Report, contract
from motcua.kernel.actor import Actor


@transaction.atomic
def keep_run(report: Report, *, address: Address, actor: Actor) -> ReportRun:
    """Store the figures of the report with their hash. `Forbidden` above or beside the actor's posts."""
    place = unit(report.unit_id)
    require(actor, READ, unit_path=place.path)
    figures = contract(report, address)
    digest = hashlib.sha256(orjson.dumps(figures, option=orjson.OPT_SORT_KEYS)).hexdigest()
    run = ReportRun.objects.create(
        unit=place,
        first=report.first,
        last=report.last,
        cut_off=report.cut_off,
        made_at=report.made_at,
        made_by=actor.name,
        made_by_id=actor.account_id,
        figures=figures,
        sha256=digest,
    )
    payload = {"first": report.first.isoformat(), "last": report.last.isoformat(), "sha256": digest}
    record(RUN, run.pk, ReformReportEvent.KEPT, actor=actor, at=report.made_at, unit_id=place.pk, payload=payload)
    return run
