"""What can go wrong around a dossier: clocks set back, days off announced late, units closed, posts empty, procedures abolished."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from motcua.blocks.events.api import Event
from motcua.ground.directory.api import Delegation, Tenure, Unit, forget_units
from motcua.kernel import calendar, clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.catalogue.api import Procedure
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Status,
    complete_task,
    enter_external_status,
    orphaned_tasks,
    save_answers,
    settle_payment,
    start_draft,
    submit_dossier,
)
from motcua.onestop.dossiers.jobs import recount_promises, recount_promises_after
from motcua.onestop.dossiers.models import CountedCalendar
from motcua.onestop.dossiers.rules.clock import moved_promise
from motcua.onestop.dossiers.tests.test_life import ANSWERS, EXTRACT, done, only_task
from tests import life as steps
from tests.office import DIEN_BIEN, Office

HEAD = "date,kind,name_vi,name_en,source,tag\n"
DAY_OFF = "2022-11-16,holiday,Nghỉ bão,Storm,Công điện,sure\n"


@pytest.fixture
def announced(tmp_path: Path):
    """The file of days off that are announced during the test."""
    path = tmp_path / "announced_days.csv"
    calendar.use_announced(path)
    yield path
    calendar.use_announced(None)
    forget_units()


def three_days(office: Office) -> Dossier:
    """A dossier promised for Wednesday at eleven."""
    dossier = steps.received(office)
    assert dossier.due_at is not None
    return dossier


def test_a_clock_set_back_neither_breaks_an_answer_nor_makes_time_run_backwards(office: Office) -> None:
    dossier = steps.owing(office)
    with clock.frozen(clock.now() - timedelta(hours=3)):
        settled = settle_payment(dossier.code, receipt_number="BL-7", actor=office.actor("dienbien.tuphap"))
    pause = settled.pauses.get()
    assert pause.ended_at == pause.started_at
    asked = steps.asked_in_process(office)
    answered = steps.answered(asked, office, after=-timedelta(hours=3))
    assert answered.pauses.get().ended_at == answered.pauses.get().started_at
    resolved = steps.in_process(office)
    with clock.frozen(clock.now() - timedelta(days=1)):
        ended = done(resolved, "approved", office.actor("dienbien.chutich"))
    assert ended.ended_at is not None
    assert ended.received_at is not None
    assert ended.ended_at >= ended.received_at


def test_a_promise_moves_on_and_never_back() -> None:
    noon = datetime(2022, 11, 16, 12, tzinfo=VIETNAM)
    assert moved_promise(noon, noon + timedelta(days=1)) == noon + timedelta(days=1)
    assert moved_promise(noon, noon - timedelta(days=1)) is None
    assert moved_promise(noon, noon) is None
    assert moved_promise(None, noon) is None


def test_a_day_off_announced_after_the_slip_moves_the_promise_and_tells_the_citizen(office: Office, announced: Path) -> None:
    recount_promises()
    with clock.frozen(datetime(2022, 11, 15, 16, tzinfo=VIETNAM)):  # after the cut-off: promised for the next day
        dossier = steps.received(office)
        assert dossier.due_at is not None
        assert dossier.due_at.date() == date(2022, 11, 16)
        announced.write_text(HEAD + DAY_OFF)
        forget_units()
        recount_promises()
        recount_promises_after(0)
        moved = steps.fresh(dossier)
    assert moved.due_at is not None
    assert moved.due_at.astimezone(VIETNAM).date() == date(2022, 11, 17)
    event = Event.objects.get(kind="dossier.promise_moved")
    assert datetime.fromisoformat(event.payload["old_due"]) == dossier.due_at
    assert CountedCalendar.objects.count() == 2


def test_a_working_day_announced_later_brings_no_promise_nearer(office: Office, announced: Path) -> None:
    announced.write_text(HEAD + DAY_OFF)
    with clock.frozen(datetime(2022, 11, 15, 16, tzinfo=VIETNAM)):
        dossier = steps.received(office)
        announced.write_text(HEAD)
        forget_units()
        recount_promises_after(0)
        assert steps.fresh(dossier).due_at == dossier.due_at
    assert not Event.objects.filter(kind="dossier.promise_moved").exists()


def test_a_broken_file_of_days_off_changes_no_day_and_is_named(announced: Path) -> None:
    before = calendar.viet_nam().fingerprint
    announced.write_text(HEAD + "2022-13-45,holiday,x,x,x,sure\n")
    assert calendar.viet_nam().fingerprint == before
    assert "line 2" in calendar.announced_fault()


def test_a_task_of_a_closed_unit_is_reached_by_the_head_above_and_by_nobody_else(office: Office) -> None:
    dossier = steps.received(office)
    chair, clerk = office.actor("dienbien.chutich"), office.actor("dienbien.tuphap")
    assert not orphaned_tasks(chair)
    task = only_task(dossier)
    with pytest.raises(Forbidden):
        complete_task(task.pk, decision=Decision("propose"), actor=chair)
    Unit.objects.filter(pk=task.unit_id).update(valid_to=clock.today() - timedelta(days=1))
    forget_units()
    assert [one.pk for one in orphaned_tasks(chair)] == [task.pk]
    assert [one.pk for one in orphaned_tasks()] == [task.pk]
    assert not orphaned_tasks(office.actor("hoangquang.chutich"))
    with pytest.raises((Forbidden, NotFound)):
        complete_task(task.pk, decision=Decision("propose"), actor=office.actor("dienbien.motcua"))
    assert clerk.holdings
    assert complete_task(task.pk, decision=Decision("propose"), actor=chair).status == Status.IN_PROCESS


def test_an_empty_post_is_shown_to_the_head_and_somebody_on_leave_is_stood_in_for(office: Office) -> None:
    dossier = steps.received(office)
    task = only_task(dossier)
    tenure = Tenure.objects.get(post__unit_id=task.unit_id, post__role="specialist")
    stand_in = office.actor("dienbien.vanhoa")
    today = clock.today()
    Delegation.objects.create(tenure=tenure, account_id=stand_in.account_id, valid_from=today, valid_to=today, reason="nghỉ phép")
    assert not orphaned_tasks()
    assert [holding.on_behalf_of for holding in office.actor("dienbien.vanhoa").holdings if holding.unit_id == task.unit_id]
    tenure.valid_to = today - timedelta(days=1)
    tenure.save()
    assert [one.pk for one in orphaned_tasks(office.actor("dienbien.chutich"))] == [task.pk]
    assert done(dossier, "propose", office.actor("dienbien.chutich")).status == Status.IN_PROCESS


def test_a_chairmans_signature_is_not_taken_over_from_below(office: Office) -> None:
    dossier = steps.in_process(office)
    Tenure.objects.filter(post__unit__code=DIEN_BIEN, post__role="leader").update(valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(Forbidden):
        done(dossier, "approved", office.actor("dienbien.tuphap"))
    signed = done(dossier, "approved", office.actor("tpthanhhoa.chutich"))
    assert signed.result.signer_title


def test_nothing_new_is_sent_to_a_closed_agency(office: Office) -> None:
    citizen, ward = office.citizen(), office.unit(DIEN_BIEN)
    draft = start_draft(EXTRACT, unit_id=ward.pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    Unit.objects.filter(pk=ward.pk).update(valid_to=clock.today() - timedelta(days=1))
    forget_units()
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, actor=citizen)
    assert [error.field for error in refused.value.fields] == ["unit"]


def test_an_abolished_procedure_takes_nothing_new_and_finishes_what_runs(office: Office) -> None:
    running, citizen = steps.received(office), office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    Procedure.objects.filter(code=EXTRACT).update(state=Procedure.State.ABOLISHED)
    with pytest.raises(NotFound) as refused:
        submit_dossier(draft.key, actor=citizen)
    assert refused.value.code == "procedure_abolished"
    with pytest.raises(NotFound):
        start_draft(EXTRACT, actor=citizen)
    done(running, "propose", office.actor("dienbien.tuphap"))
    assert done(running, "approved", office.actor("dienbien.chutich")).status == Status.RESOLVED


def test_a_status_is_entered_by_hand_only_where_another_system_decides(office: Office) -> None:
    dossier, clerk = steps.received(office), office.actor("dienbien.tuphap")
    with pytest.raises(Conflict) as refused:
        enter_external_status(dossier.code, status="registered", foreign_code="X1", actor=clerk)
    assert refused.value.code == "not_external"
