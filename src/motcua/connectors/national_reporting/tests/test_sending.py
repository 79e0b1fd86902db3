"""A signed report on its way over a real socket, whatever the other side does: it arrives once, or waits, or is refused in words."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from motcua.blocks.jobs.api import Job, run_pending
from motcua.connectors.national_reporting.client import HttpNationalReporting
from motcua.insight.reporting.api import (
    Export,
    Report,
    amend_report,
    approve_report,
    return_report,
    send_again,
    send_report,
)
from motcua.insight.reporting.ports import use_national_reporting
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Fault
from tests.office import Office
from tests.reporting import TOP, dossier, handed_in, head_of, office, quarter, report_of
from tests.sandbox_process import Sandbox, running_sandbox

__all__ = ["dossier", "office"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), pace=0.1) as running:
        yield running


@pytest.fixture
def system(sandbox: Sandbox, settings: Any) -> Iterator[Sandbox]:
    secret = (sandbox.var / "sandbox" / "national_reporting.secret").read_text()
    settings.NATIONAL_REPORTING = {"url": f"{sandbox.url}/national-reporting", "client_id": "motcua", "secret": secret}
    httpx.post(f"{sandbox.url}/national-reporting/admin/forget", json={})
    use_national_reporting(HttpNationalReporting())
    yield sandbox
    sandbox.misbehave(national_reporting="none")
    use_national_reporting(None)


@pytest.fixture
def top(office: Office) -> Report:
    """The report of the province, approved; not signed yet."""
    report = report_of(quarter(), office.unit(TOP))
    report = handed_in(report, head_of(report.unit))
    return approve_report(report.pk, actor=head_of(report.unit))


def arrived(sandbox: Sandbox) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{sandbox.url}/national-reporting/admin/reports").json()
    return found


def test_what_the_top_signs_arrives_and_locks_the_reports(top: Report, system: Sandbox) -> None:
    run_pending(raise_errors=True)
    export = Export.objects.get(report=top)
    top.refresh_from_db()
    assert (export.state, top.state, export.attempts) == ("sent", "locked", 1)
    assert [one["receipt"] for one in arrived(system)["reports"]] == [export.receipt]
    send_report(export.pk, actor=SYSTEM)
    assert arrived(system)["again"] == 0
    assert Export.objects.get(pk=export.pk).attempts == 1
    head = head_of(top.unit)
    fresh = amend_report(top.pk, reason="Bổ sung đơn vị nộp muộn", actor=head)
    approve_report(handed_in(fresh, head).pk, actor=head)
    run_pending(raise_errors=True)
    assert [one["key"][-2:] for one in arrived(system)["reports"]] == ["/1", "/2"]


@pytest.mark.parametrize(("fault", "taken_at_once"), [("down", 0), ("error_after", 1), ("drop_reply", 1), ("wrong_json", 1)])
def test_a_report_arrives_once_whatever_happens_on_the_way(top: Report, system: Sandbox, fault: str, taken_at_once: int) -> None:
    system.misbehave(national_reporting=fault)
    run_pending()
    export = Export.objects.get(report=top)
    with pytest.raises(Fault):
        send_report(export.pk, actor=SYSTEM)
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("owed", 1)
    assert export.last_trouble
    assert len(arrived(system)["reports"]) == taken_at_once
    with pytest.raises(Conflict, match="on its way"):
        return_report(top.pk, reason="x", actor=head_of(top.unit))
    system.misbehave(national_reporting="none")
    send_report(export.pk, actor=SYSTEM)
    export.refresh_from_db()
    assert export.state == "sent"
    assert [one["receipt"] for one in arrived(system)["reports"]] == [export.receipt]


def test_a_token_that_ended_is_asked_for_anew(top: Report, system: Sandbox) -> None:
    system.misbehave(national_reporting="token_expired")
    run_pending(raise_errors=True)
    assert Export.objects.get(report=top).state == "sent"


def test_what_is_refused_is_shown_not_repeated_and_can_be_returned(top: Report, system: Sandbox, office: Office) -> None:
    system.misbehave(national_reporting="reject")
    run_pending(raise_errors=True)
    export = Export.objects.get(report=top)
    assert export.state == "refused"
    assert "số liệu không khớp" in export.reason
    assert not Job.objects.filter(name="reporting.send").exclude(state="done").exists()
    with pytest.raises(Conflict):
        send_again(top.pk, actor=head_of(top.unit))
    assert return_report(top.pk, reason="Kiểm tra lại biểu II.06a", actor=office.actor("kiemsoat.tinh")).state == "returned"
    assert not Export.objects.exists()


def test_a_wrong_secret_is_a_trouble_that_waits(top: Report, system: Sandbox, settings: Any) -> None:
    settings.NATIONAL_REPORTING = {**settings.NATIONAL_REPORTING, "secret": "khac"}
    run_pending()
    export = Export.objects.get(report=top)
    assert export.state == "owed"
    with pytest.raises(Fault, match="token"):
        send_report(export.pk, actor=SYSTEM)
