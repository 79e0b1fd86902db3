"""Somebody is told: once per way, in the chosen ways, whatever the carriers do."""

import contextlib
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.blocks.jobs.api import Job, run_pending
from motcua.blocks.notices.api import (
    GUEST,
    Reader,
    choose_ways,
    deliveries,
    inbox,
    leave_topic,
    leaving_token,
    mark_read,
    note_report,
    notify,
    read_leaving_token,
    retry_delivery,
    unread_count,
)
from motcua.blocks.notices.jobs import ask_about_silent, pick_up
from motcua.blocks.notices.models import Delivery, Notice, QuietHours, Template
from motcua.blocks.notices.tests.conftest import Carrier, make_template
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.errors import Conflict, Forbidden, NotFound

pytestmark = pytest.mark.django_db
HOA = Reader("party", 7)
HERSELF = Actor(kind="citizen", name="Nguyễn Thị Hoa", party_id=7, account_id=3)
OPERATOR = Actor(kind="official", name="Quản trị", account_id=9, holdings=(Holding("administrator", 1, "/1/", 1),))
CONTACTS = {"mail": "hoa@example.vn", "sms": "0912345678"}
DAY = datetime(2022, 11, 14, 9, 0, tzinfo=clock.VIETNAM)


def tell(key: str = "a", template: str = "received", to: Reader = HOA, contacts: dict[str, str] | None = None) -> bool:
    with transaction.atomic():
        return notify(
            template,
            to=to,
            key=key,
            about=("dossier", 1),
            data={"code": "H56-1", "items": ["tờ khai"]},
            contacts=CONTACTS if contacts is None else contacts,
            about_text="H56-1",
            link="/ho-so/H56-1/",
        )


def all_due() -> None:
    """Time passes: what waits for another attempt is due."""
    Job.objects.update(run_at=timezone.now() - timedelta(seconds=1))


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("way", "state"))


def test_noting_a_message_takes_two_statements_and_stands_or_falls_with_the_deed(carriers: object, template: Template) -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        transaction.atomic(),
    ):
        notify("received", to=HOA, key="k", about=("dossier", 1), data={})
    assert sum("INSERT" in one["sql"] for one in asked) == 2
    assert sum("SAVEPOINT" not in one["sql"] for one in asked) == 2
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        tell("undone")
        _ = 1 // 0
    assert not Notice.objects.filter(key="undone").exists()


def test_a_message_goes_every_way_once_and_in_the_right_words(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    mail, sms = carriers
    with clock.frozen(DAY):
        assert tell()
        assert not tell(), "the same key tells nothing again"
        run_pending(raise_errors=True)
        tell()
        run_pending(raise_errors=True)
    assert states() == {"inbox": "delivered", "mail": "sent", "sms": "sent"}
    assert sms.bodies == ["Da tiep nhan H56-1"]
    assert "Đã tiếp nhận H56-1. http" in mail.bodies[0]
    assert "/ho-so/H56-1/" in mail.bodies[0]
    assert "The law asks us" in mail.bodies[0] or "pháp luật" in mail.bodies[0].lower()
    [message], after = inbox(HOA, language="vi")
    assert (message.said.title, message.said.body, after) == ("Hồ sơ H56-1", "Đã tiếp nhận H56-1\n- tờ khai", None)
    assert inbox(HOA, language="en")[0][0].said.title == "Dossier H56-1"
    assert inbox(Reader("party", 8), language="vi")[0] == []


def test_reading_is_noted_and_only_for_oneself(carriers: object, template: Template) -> None:
    with clock.frozen(DAY):
        tell()
        run_pending(raise_errors=True)
    notice = Notice.objects.get()
    assert unread_count(HOA) == 1
    with pytest.raises(Forbidden):
        mark_read(HOA, notice.pk, actor=Actor(kind="citizen", party_id=8, account_id=4))
    assert unread_count(HOA) == 1
    assert mark_read(HOA, notice.pk, actor=HERSELF) == 1
    assert mark_read(HOA, actor=HERSELF) == 0
    assert (unread_count(HOA), states()["inbox"]) == (0, "read")


def test_what_was_chosen_holds_but_required_news_stay_in_the_inbox(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    choose_ways(HOA, {template.topic.key: frozenset({"sms"})}, language="en", actor=HERSELF)
    with clock.frozen(DAY):
        tell()
        run_pending(raise_errors=True)
    assert set(states()) == {"inbox", "sms"}
    assert carriers[1].bodies == ["H56-1 arrived"]
    with pytest.raises(Forbidden):
        choose_ways(HOA, {}, language="vi", actor=Actor(kind="citizen", party_id=8, account_id=4))


def test_no_text_message_at_night_unless_it_is_a_code(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    QuietHours.objects.create(way="sms", valid_from="2021-01-01", starts="21:00", ends="07:00")
    make_template("code", urgent=True, required=True)
    with clock.frozen(DAY.replace(hour=23)):
        tell()
        tell("urgent", "code", GUEST, {"sms": "0912345679"})
        run_pending()
        assert [one.to for one in carriers[1].arrived.values()] == ["0912345679"]
        waiting = Job.objects.get(name="notices.send")
        assert timedelta(hours=7, minutes=59) < waiting.run_at - timezone.now() < timedelta(hours=8, minutes=1)
        all_due()
        run_pending()
        assert len(carriers[1].arrived) == 1, "also a later attempt keeps quiet"
    with clock.frozen(DAY):
        all_due()
        run_pending(raise_errors=True)
    assert len(carriers[1].arrived) == 2


def test_messages_to_one_person_keep_their_order_while_the_carrier_is_down(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    carriers[1].faults = ["down", "down"]
    with clock.frozen(DAY):
        for key in ("first", "second", "third"):
            tell(key, contacts={"sms": "0912345678"})
        for _ in range(6):
            run_pending()
            all_due()
    order = [Delivery.objects.get(reference=reference).notice.key for reference in carriers[1].handed_in]
    assert order == ["first", "second", "third"]


def test_an_address_that_will_never_do_is_a_dead_letter_that_an_operator_sends_again(
    carriers: tuple[Carrier, Carrier], template: Template
) -> None:
    carriers[0].faults = ["never"]
    with clock.frozen(DAY):
        tell()
        run_pending(raise_errors=True)
        dead = Delivery.objects.get(state="failed")
        assert (dead.way, dead.last_error) == ("mail", "no such address")
        with pytest.raises(Forbidden):
            retry_delivery(dead.pk, actor=HERSELF)
        with pytest.raises(Forbidden):
            deliveries(HERSELF)
        assert list(deliveries(OPERATOR, state="failed", about="H56-1")) == [dead]
        retry_delivery(dead.pk, actor=OPERATOR)
        with pytest.raises(Conflict):
            retry_delivery(dead.pk, actor=OPERATOR)
        run_pending(raise_errors=True)
    assert states()["mail"] == "sent"


@pytest.mark.django_db(transaction=True)
def test_a_carrier_that_is_down_for_good_gives_a_dead_letter_and_not_an_endless_job(
    carriers: tuple[Carrier, Carrier], template: Template
) -> None:
    carriers[0].faults = ["down"] * 100
    with clock.frozen(DAY):
        tell(contacts={"mail": "hoa@example.vn"})
        for _ in range(45):
            run_pending()
            all_due()
    assert states()["mail"] == "failed"
    assert Delivery.objects.get(way="mail").attempts == 40
    assert not Job.objects.exists()


def test_reports_may_come_twice_late_or_never(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    with clock.frozen(DAY):
        tell(contacts={"sms": "0912345678"})
        tell("b", contacts={"sms": "0912345678"})
        run_pending(raise_errors=True)
    first, second = Delivery.objects.filter(way="sms").order_by("id")
    assert note_report(str(first.reference), "delivered")
    assert not note_report(str(first.reference), "delivered")
    assert not note_report(str(first.reference), "undelivered", reason="late")
    assert not note_report("6b1c1f6e-0000-4000-8000-000000000000", "delivered")
    assert not note_report("no reference", "delivered")
    carriers[1].reports[str(second.reference)] = "delivered"
    ask_about_silent()
    second.refresh_from_db()
    assert second.state == "sent", "five minutes have not passed"
    Delivery.objects.filter(pk=second.pk).update(changed_at=timezone.now() - timedelta(minutes=6))
    ask_about_silent()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("delivered", "delivered")


def test_a_message_without_a_published_template_waits_and_is_not_lost(carriers: tuple[Carrier, Carrier]) -> None:
    with clock.frozen(DAY):
        tell(template="later")
        run_pending()
        assert not Delivery.objects.exists()
        Job.objects.all().delete()  # even when its job was thrown away
        make_template("later")
        Notice.objects.update(recorded_at=timezone.now() - timedelta(hours=1))
        pick_up()
        run_pending(raise_errors=True)
    assert states() == {"inbox": "delivered", "mail": "sent", "sms": "sent"}


def test_mail_nobody_has_to_get_is_left_with_one_click(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    wanted = make_template("news")
    token = leaving_token(HOA, wanted.topic.key)
    with pytest.raises(NotFound):
        read_leaving_token(token[:-1] + ("a" if token[-1] != "a" else "b"))
    reader, topic = read_leaving_token(token)
    assert leave_topic(reader, topic, actor=SYSTEM)
    assert not leave_topic(HOA, template.topic.key, actor=SYSTEM), "required news cannot be left"
    with clock.frozen(DAY):
        tell("n", "news")
        tell("r", "received")
        run_pending(raise_errors=True)
    told = {(row.notice.key, row.way) for row in Delivery.objects.select_related("notice")}
    assert ("n", "mail") not in told
    assert ("r", "mail") in told
    assert "List-Unsubscribe" not in next(iter(carriers[0].arrived.values())).headers  # type: ignore[union-attr]


FAULTS = st.lists(st.sampled_from(["", "down", "lost_answer", "crash"]), max_size=6)
STEPS = st.lists(st.sampled_from(["tell_a", "tell_b", "work", "pass", "pick_up"]), min_size=4, max_size=14)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mail_faults=FAULTS, sms_faults=FAULTS, steps=STEPS)
def test_in_any_order_with_any_crash_each_message_arrives_once_per_way_and_none_is_lost(
    carriers: tuple[Carrier, Carrier], template: Template, mail_faults: list[str], sms_faults: list[str], steps: list[str]
) -> None:
    mail, sms = carriers
    mail.arrived.clear()
    sms.arrived.clear()
    point = transaction.savepoint()
    mail.faults, sms.faults = list(mail_faults), list(sms_faults)
    told: set[str] = set()
    with clock.frozen(DAY):
        for step in [*steps, "tell_a", *["work", "pass"] * 16]:
            if step.startswith("tell"):
                tell(step)
                told.add(step)
            elif step == "work":
                work()
            elif step == "pass":
                all_due()
            else:
                pick_up()
    ways = {(row.notice.key, row.way) for row in Delivery.objects.select_related("notice")}
    assert ways == {(key, way) for key in told for way in ("inbox", "mail", "sms")}
    assert len(mail.arrived) == len(sms.arrived) == len(told)
    assert set(Delivery.objects.exclude(way="inbox").values_list("state", flat=True)) == {"sent"}
    transaction.savepoint_rollback(point)


def work() -> None:
    """A worker that may die in the middle of a job; its lease then runs out and another takes over."""
    done = 1
    while done:
        try:
            done = run_pending(limit=1)
        except KeyboardInterrupt:
            Job.objects.filter(state="running").update(state="waiting", worker="")
            return
