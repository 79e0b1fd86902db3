"""Officials learn once a working day which of their tasks are late or about to be."""

from datetime import datetime, timedelta

import pytest

from motcua.blocks.jobs.api import run_pending
from motcua.blocks.notices.api import Notice, Reader, choose_ways, inbox
from motcua.blocks.workflow.api import Task
from motcua.kernel import clock
from motcua.onestop.notifications.api import send_digests
from motcua.onestop.notifications.tests.conftest import Case
from tests.office import Office

pytestmark = pytest.mark.django_db


def test_post_holders_are_told_once_a_day_and_may_opt_out(office: Office, case: Case) -> None:
    task = Task.objects.get(pk=case.task_id)
    holder = office.actor("dienbien.tuphap" if task.role == "specialist" else "dienbien.chutich")
    with clock.frozen(datetime(2022, 11, 13, 9, 0, tzinfo=clock.VIETNAM)):
        assert send_digests() == 0, "a Sunday"
    with clock.frozen(datetime(2022, 11, 15, 6, 30, tzinfo=clock.VIETNAM)):
        assert send_digests() == 0, "too early"
    Task.objects.filter(pk=task.pk).update(due_at=datetime(2022, 11, 14, 11, 0, tzinfo=clock.VIETNAM))
    with clock.frozen(datetime(2022, 11, 15, 7, 30, tzinfo=clock.VIETNAM)):
        assert send_digests() >= 1
        assert send_digests() == 0
        run_pending()
        [message] = inbox(Reader("account", holder.account_id or 0), language="vi")[0]
    assert "1 trễ" in message.said.title
    assert case.dossier.code in message.said.body
    choose_ways(Reader("account", holder.account_id or 0), {"work": frozenset()}, language="vi", actor=holder)
    with clock.frozen(datetime(2022, 11, 16, 7, 30, tzinfo=clock.VIETNAM)):
        send_digests()
        run_pending()
    assert len(inbox(Reader("account", holder.account_id or 0), language="vi")[0]) == 1
    Task.objects.filter(pk=task.pk).update(due_at=datetime(2022, 11, 16, 9, 0, tzinfo=clock.VIETNAM) + timedelta(days=30))
    before = Notice.objects.count()
    with clock.frozen(datetime(2022, 11, 17, 7, 30, tzinfo=clock.VIETNAM)):
        send_digests()
    assert Notice.objects.filter(key=f"digest/2022-11-17/account:{holder.account_id}").count() == 0, before
