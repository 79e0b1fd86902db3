"""Late dossiers: the apology is drafted before the limit passes, the head gives one new date, and the law's date stays the measure."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.kernel.office_hours import standard
from motcua.onestop.dossiers.api import (
    Apology,
    Dossier,
    Slip,
    apology_drafts,
    public_tracking,
    sign_apology,
    stop_dossier,
    unanswered,
)
from motcua.onestop.dossiers.jobs import draft_apologies, remind_of_results
from motcua.onestop.dossiers.rules.terms import is_nearly_late, lead_of, reminders_due
from motcua.onestop.dossiers.tests.test_life import done
from tests import life as steps
from tests.office import Office

SCHEDULE = Schedule(viet_nam(), standard())
MONDAY = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
moments = st.datetimes(datetime(2022, 1, 4), datetime(2025, 12, 1)).map(lambda moment: moment.replace(tzinfo=VIETNAM))


def test_a_long_limit_is_announced_one_working_day_before_a_short_one_at_half() -> None:
    long = due_at(SCHEDULE, MONDAY, TimeLimit(8, "working_day"))
    assert lead_of(SCHEDULE, MONDAY, long) == timedelta(hours=8)
    assert not is_nearly_late(SCHEDULE, MONDAY, long, long - timedelta(days=2))
    assert is_nearly_late(SCHEDULE, MONDAY, long, long - timedelta(days=1))
    short = due_at(SCHEDULE, MONDAY, TimeLimit(4, "hour"))
    assert lead_of(SCHEDULE, MONDAY, short) == timedelta(hours=2)


@settings(max_examples=50)
@given(moments, st.integers(1, 20), st.integers(0, 400))
def test_an_apology_is_never_drafted_after_the_limit_only(start, days, hours) -> None:
    due = due_at(SCHEDULE, start, TimeLimit(days, "working_day"))
    now = start + timedelta(hours=hours)
    if now >= due:
        assert is_nearly_late(SCHEDULE, start, due, now)
    assert timedelta(0) <= lead_of(SCHEDULE, start, due) <= timedelta(hours=8)


def test_a_draft_is_made_once_before_the_limit_and_goes_when_the_dossier_is_done(office: Office) -> None:
    dossier = steps.received(office)
    draft_apologies()
    assert not Apology.objects.exists()
    assert dossier.due_at is not None
    with clock.frozen(dossier.due_at - timedelta(hours=2)):
        draft_apologies()
        draft_apologies()
        chair = office.actor("dienbien.chutich")
        assert [draft.dossier_id for draft in apology_drafts(chair)] == [dossier.pk]
        assert not apology_drafts(office.actor("hoangquang.chutich"))
        done(dossier, "propose", office.actor("dienbien.tuphap"))
        done(dossier, "approved", chair)
        assert not apology_drafts(chair)
    assert Event.objects.filter(kind="dossier.apology_drafted").count() == 1
    assert not Slip.objects.filter(form="04").exists()


def test_the_head_gives_one_new_date_and_the_law_stays_the_measure(office: Office) -> None:
    dossier, chair = steps.received(office), office.actor("dienbien.chutich")
    assert dossier.due_at is not None
    late, new_due = dossier.due_at + timedelta(days=1), datetime(2022, 11, 18, 16, 30, tzinfo=VIETNAM)
    with clock.frozen(late):
        slip = sign_apology(dossier.code, reason="Sổ gốc ở kho.", new_due=new_due, actor=chair)
        with pytest.raises(Conflict) as twice:
            sign_apology(dossier.code, reason="Lại trễ.", new_due=new_due + timedelta(days=3), actor=chair)
        assert twice.value.code == "reappointed_once"
        assert (slip.form, slip.data["late_days"]) == ("04", 1)
        event = Event.objects.get(kind="dossier.reappointed")
        assert (event.payload["slip"], event.payload["new_due"]) == (slip.pk, new_due.isoformat())
        told = public_tracking(dossier.code, "038185004217")
        assert (told.due_at, told.new_due_at) == (dossier.due_at, new_due)
        done(dossier, "propose", office.actor("dienbien.tuphap"))
        assert done(dossier, "approved", chair).timing == "late"


def test_a_reason_a_later_date_and_a_working_day_are_asked_for(office: Office) -> None:
    dossier, chair = steps.received(office), office.actor("dienbien.chutich")
    sunday = datetime(2022, 11, 20, 9, tzinfo=VIETNAM)
    for reason, date, wrong in ((" ", None, {"reason", "new_due"}), ("Chậm", dossier.due_at, {"new_due"}), ("Chậm", sunday, {"new_due"})):
        with pytest.raises(InvalidInput) as refused:
            sign_apology(dossier.code, reason=reason, new_due=date, actor=chair)
        assert {error.field for error in refused.value.fields} == wrong
    with pytest.raises(Forbidden):
        sign_apology(dossier.code, reason="Chậm", new_due=sunday, actor=office.actor("dienbien.tuphap"))


def test_the_database_itself_refuses_an_apology_without_reason_or_date(office: Office) -> None:
    dossier = steps.received(office)
    assert dossier.due_at is not None
    row = {"dossier": dossier, "due_at": dossier.due_at, "drafted_at": dossier.due_at, "signed_at": dossier.due_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        Apology.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Apology.objects.create(**row, reason="Chậm", new_due_at=dossier.due_at)


def test_a_dossier_of_the_new_law_asks_for_an_extension_and_its_stop_has_a_form(office: Office) -> None:
    with clock.frozen(datetime(2025, 7, 2, 9, tzinfo=VIETNAM)):
        chair = office.actor("dienbien.chutich")
        dossier = steps.received(office)
        slip = sign_apology(dossier.code, reason="Chờ xác minh.", new_due=clock.now() + timedelta(days=5), actor=chair)
        assert (slip.form, slip.form_set) == ("04", "2025")
        assert Event.objects.filter(kind="dossier.extended").exists()
        owing = steps.owing(office)
        assert owing.pauses.get().legal_basis.startswith("NĐ 118/2025")
        supplement = steps.answered(steps.asked_in_process(office), office, after=timedelta(days=2))
        assert supplement.clock_from == supplement.received_at, "from 2025-07-01 the limit goes on, it does not start again"
        ended = done(steps.received(office), "not_eligible", office.actor("dienbien.tuphap"), "Không có trong sổ.")
        assert ended.slips.filter(form="05", form_set="2025").count() == 1


def test_a_term_that_has_passed_lets_the_agency_stop_and_not_before(office: Office) -> None:
    dossier, clerk = steps.asked_in_process(office), office.actor("dienbien.tuphap")
    with pytest.raises(Conflict) as early:
        stop_dossier(dossier.code, reason="Không bổ sung.", actor=clerk)
    assert early.value.code == "too_early"
    until = dossier.supplements.get().answer_by
    assert until is not None
    assert not unanswered(clerk)
    with clock.frozen(until + timedelta(minutes=1)):
        assert [row.code for row in unanswered(clerk)] == [dossier.code]
        assert not unanswered(office.actor("hoangquang.tuphap"))
        with pytest.raises(InvalidInput):
            stop_dossier(dossier.code, reason="", actor=clerk)
        stopped = stop_dossier(dossier.code, reason="Không bổ sung.", actor=clerk)
    assert (stopped.status, stopped.timing) == ("stopped", "on_time")
    assert not stopped.pauses.filter(ended_at__isnull=True).exists()


def test_what_was_never_received_is_stopped_by_its_desk(office: Office) -> None:
    dossier = steps.asked_at_intake(office)
    with clock.frozen(clock.now() + timedelta(days=40)):
        with pytest.raises((Forbidden, NotFound)):
            stop_dossier(dossier.code, reason="Không bổ sung.", actor=office.actor("dienbien.tuphap"))
        stopped = stop_dossier(dossier.code, reason="Không bổ sung.", actor=office.actor("dienbien.motcua"))
    assert (stopped.status, stopped.timing) == ("stopped", "")


def test_an_uncollected_result_is_recalled_a_few_times_and_then_kept(office: Office) -> None:
    dossier = steps.resolved(office)
    told = []
    for days in (1, 8, 9, 22, 60, 90):
        with clock.frozen(MONDAY + timedelta(days=days)):
            remind_of_results()
        told.append(Dossier.objects.get(pk=dossier.pk).reminders)
    assert told == [0, 1, 1, 2, 3, 3]
    assert reminders_due(SCHEDULE, MONDAY, MONDAY + timedelta(days=400)) == 3
    assert Event.objects.filter(kind="dossier.not_collected").count() == 3


def test_nobody_is_reminded_of_what_was_invented(office: Office) -> None:
    Dossier.objects.filter(pk=steps.resolved(office).pk).update(origin="simulation")
    with clock.frozen(MONDAY + timedelta(days=20)):
        remind_of_results()
    assert Dossier.objects.get().reminders == 0
