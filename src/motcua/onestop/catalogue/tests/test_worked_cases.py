"""Every worked case of every procedure, run through the real process and printed with the real template."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from lxml import etree

from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.blocks.workflow.api import Assignment, Instance, Task, complete, deploy, open_tasks, receive_message, start
from motcua.kernel import clock
from motcua.onestop.catalogue.queries.read_pack import ProcedureSource
from motcua.onestop.catalogue.rules.worked import Stop, WorkedCase, disagreements
from motcua.onestop.catalogue.tests.province import sources

USER_TASK = "{http://www.omg.org/spec/BPMN/20100524/MODEL}userTask"
HOURS = "{https://motcua.example/bpmn}hours"
SUBJECT = ("dossier", 1)
CASES = [pytest.param(source, case, id=f"{source.content.code}-{case.name}") for source in sources() for case in source.worked.cases]
PRINTED = [pytest.param(source, id=source.content.code) for source in sources() if source.result_template]


def _unit(assignment: Assignment) -> int:
    return 1


def _take(stop: Stop, facts: Mapping[str, object], at: datetime) -> tuple[str, str]:
    """Do one step of the route; returns the node that waited and its step."""
    told = {**facts, "outcome": stop.outcome}
    if stop.message:
        waiting = Task.objects.get(completed_at__isnull=True)
        receive_message(SUBJECT, stop.message, facts=told, at=at, by=None, assign=_unit)
        return waiting.node, waiting.step
    task = next(task for task in open_tasks(*SUBJECT) if task.node == stop.node)
    complete(task.pk, facts=told, at=at, by=None, assign=_unit)
    return task.node, task.step


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "case"), CASES)
def test_a_worked_case_goes_the_way_it_says(source: ProcedureSource, case: WorkedCase) -> None:
    assert list(disagreements(source.content, case)) == []
    facts = {**case.answers, "case": case.case, "channel": {"desk": 1, "online": 2, "post": 3}[case.channel]}
    with clock.frozen(case.start):
        version = deploy(f"test/{source.content.code}", source.process_xml)
        start(version, subject=SUBJECT, facts={**facts, "outcome": ""}, assign=_unit, at=case.start)
        for count, stop in enumerate(case.route):
            node, step = _take(stop, facts, case.start + timedelta(minutes=count + 1))
            assert node == stop.node
            assert step
    instance = Instance.objects.get()
    assert instance.ended_at is not None, "the route stops before the process has ended"
    ended = case.route[-1].outcome in ("not_eligible", "refused")
    assert case.ends == ("stopped" if ended else "resolved")


@pytest.mark.parametrize(("source", "case"), [one for one in CASES if one.values[1].ends == "resolved"])
def test_the_budgets_of_the_steps_fit_into_the_time_limit(source: ProcedureSource, case: WorkedCase) -> None:
    content = source.content
    limit = content.case(case.case).time_limits.get("desk")
    if limit is None:
        return
    budgets = {task.get("id"): int(task.get(HOURS, 0)) for task in etree.fromstring(source.process_xml.encode()).iter(USER_TASK)}
    hours = sum(budgets.get(name, 0) for name in {stop.node for stop in case.route})
    days = {"hour": limit.amount / 8, "same_day": limit.amount, "working_day": limit.amount, "calendar_day": limit.amount}[limit.unit]
    assert hours <= days * 8


@pytest.mark.parametrize("source", PRINTED)
def test_the_result_of_every_procedure_can_be_printed(source: ProcedureSource) -> None:
    worked = next(case for case in source.worked.cases if case.ends == "resolved")
    for answers in (worked.answers, {}):
        data = {
            "result": {"number": "01/TEST", "date": "2022-11-14", "place": "Điện Biên"},
            "agency": {"name": "Ủy ban nhân dân phường Điện Biên", "superior": "Ủy ban nhân dân thành phố Thanh Hóa"},
            "signer": {"name": "Nguyễn Văn An", "title": "Chủ tịch"},
            "dossier": {"code": "H56.14-221114-0001", "case": worked.case, "procedure": source.content.name.vi, "received_at": ""},
            "owner": {"name": "Lê Thị Hoa", "citizen_id": "038190012345", "birth_date": "1990-03-05", "sex": "female"},
            "answers": answers,
            "verification": {"url": "https://example.vn/x", "code": "ABC"},
        }
        pdf = render_pdf(source.result_template, data, images={"qr": qr_svg("https://example.vn/x")}, at=worked.start)
        assert pdf.startswith(b"%PDF")
        assert len(pdf) > 5000
