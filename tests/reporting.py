"""The small office with the regimes of the province; dossiers are written straight into the tables: what is tested is the reporting."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest

from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party
from motcua.insight.indicators.api import rebuild
from motcua.insight.reporting.api import (
    Period,
    Report,
    consolidate_report,
    enter_cells,
    fill_period,
    findings_of,
    load_regimes,
    open_period,
    submit_report,
)
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import ProcedureVersion
from motcua.onestop.dossiers.api import Dossier
from tests.office import PROVINCE, Office, open_office

AFTER_QUARTER = datetime(2022, 9, 16, 9, tzinfo=VIETNAM)
REGIMES = PROVINCE / "regimes"
TOP = "van_phong_ubnd"
WARD, CITY = "14767", "380"


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime.combine(date(2022, month, day), time(hour), VIETNAM)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    """Two days after the third quarter's cut-off."""
    with clock.frozen(AFTER_QUARTER):
        found = open_office()
        load_regimes(REGIMES)
        yield found


@pytest.fixture
def dossier(office: Office) -> Callable[..., Dossier]:
    """Write a dossier: `dossier(unit code, received, ended, status=…, channel=…, due=…)`."""
    owner = Party.objects.filter(kind="person").first()
    versions = {one.procedure.code: one for one in ProcedureVersion.objects.select_related("procedure")}

    def write(
        unit: str, received: datetime, ended: datetime | None = None, *, status: str = "", channel: int = 1, due: datetime | None = None,
        procedure: str = "2.000635",
    ) -> Dossier:  # fmt: skip
        version, place, due = versions[procedure], office.unit(unit), due or received.replace(hour=23)
        status = status or ("resolved" if ended else "in_process")
        timing = ("late" if ended.date() > due.date() else "on_time") if ended and status == "resolved" else ""
        return Dossier.objects.create(
            code=str(uuid.uuid4()), submission_key=uuid.uuid4(), procedure=version.procedure, version=version, channel=channel,
            competent=place, receiver=place, owner=owner, submitter=owner, status=status, submitted_at=received, received_at=received,
            due_at=due, ended_at=ended, timing=timing,
        )  # fmt: skip

    return write


def quarter(number: int = 3) -> Period:
    """The third quarter of 2022, opened and filled from what is there."""
    period = open_period("kiem_soat_tthc", "quarter", 2022, number, actor=SYSTEM)
    rebuild()
    fill_period(period.pk, actor=SYSTEM)
    return period


def report_of(period: Period, unit: Unit) -> Report:
    return Report.objects.current().select_related("period__regime", "unit").get(period=period, unit=unit)


def head_of(unit: Unit) -> Actor:
    """An invented head of a unit."""
    return Actor(kind="official", name=f"Thủ trưởng {unit.name}", account_id=7, holdings=(Holding("leader", unit.pk, unit.path, 1),))


def complete(report: Report, actor: Actor, typed: str = "0") -> None:
    """Enter something into every cell that is still empty."""
    while missing := [one for one in findings_of(report) if one.kind == "missing"]:
        for form in {one.form for one in missing}:
            cells = {(one.row, one.column): typed for one in missing if one.form == form}
            enter_cells(report.pk, form, entries=cells, reason="", actor=actor)


def handed_in(report: Report, actor: Actor) -> Report:
    """Completed, with the children that have come, and submitted."""
    if Report.objects.filter(above=report).exists():
        consolidate_report(report.pk, actor=actor)
    complete(report, actor)
    return submit_report(report.pk, actor=actor)
