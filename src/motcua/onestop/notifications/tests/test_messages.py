"""Whoever waits for something is told of every turn; the content is complete in both languages."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.blocks.events.api import Event, drain, record
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.notices.api import Delivery, Notice, Reader, Template, inbox, publish_texts, save_texts
from motcua.blocks.packs.api import PackRefused
from motcua.ground.parties.events import REPRESENTATION_ENDED, REPRESENTATION_GRANTED
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.feedback.api import Contact
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.notifications.api import CITIZEN_EVENTS, load_messages, remind_due, tell_people
from motcua.onestop.notifications.models import Occasion, Reminder
from motcua.onestop.notifications.queries import facts
from motcua.onestop.notifications.tests.conftest import Case
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.vault.events import VaultEvent
from tests.office import Office

FOLDER: Path = settings.PROVINCE / "messages"
pytestmark = pytest.mark.django_db


def test_every_event_that_concerns_a_citizen_is_one_that_happens() -> None:
    kinds = {str(kind) for enum in (DossierEvent, PaymentEvent, FeedbackEvent, DeskEvent, VaultEvent) for kind in enum}
    kinds |= {REPRESENTATION_GRANTED, REPRESENTATION_ENDED}
    assert kinds >= CITIZEN_EVENTS


def test_the_content_is_complete_and_loading_twice_changes_nothing(db: None) -> None:
    assert load_messages(FOLDER).differs
    assert not load_messages(FOLDER).differs
    assert set(Occasion.objects.values_list("event", flat=True)) == CITIZEN_EVENTS
    for template in Template.objects.select_related("current"):
        assert template.current is not None
        for way, by_language in template.current.texts.items():
            assert set(by_language) == {"vi", "en"}, (template.key, way)


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("dossiers.yaml", "event: dossier.stopped", "event: dossier.refused", "no message tells of the event dossier.stopped"),
        ("dossiers.yaml", "event: dossier.stopped", "event: dossier.invented", "dossier.invented is not declared"),
        ("dossiers.yaml", "title: Dossier {code} was stopped", "title: Dossier {cod} was stopped", "The place {cod} is not known here."),
        ("dossiers.yaml", "title: Dossier {code} was stopped", "title: ' '", "This text is missing."),
        ("dossiers.yaml", "channel != 1", "channel ~ 1", "an expression"),
        ("payments.yaml", "topic: payment", "topic: money", "there is no topic money"),
        ("feedback.yaml", "key: feedback_answered", "key: feedback_refused", "is written twice"),
        ("office.yaml", "key: task_digest", "key: task_digests", "the message task_digest is missing"),
    ],
)
def test_a_planted_fault_is_refused_with_file_and_reason(db: None, tmp_path: Path, file: str, old: str, new: str, reason: str) -> None:
    folder = tmp_path / "messages"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(PackRefused) as refused:
        load_messages(folder)
    assert any(reason in error.reason or reason.split()[-1] in error.reason for error in refused.value.errors), str(refused.value)
    assert not Template.objects.exists()


def test_texts_edited_here_hold_until_the_file_changes(office: Office, tmp_path: Path) -> None:
    load_messages(FOLDER)
    author = office.actor("bientap.tinh")
    template = Template.objects.select_related("current").get(key="dossier_received")
    assert template.current is not None
    texts = template.current.texts
    texts["inbox"]["vi"]["title"] = "Hồ sơ {code} đã được nhận"
    texts["inbox"]["en"]["title"] = "Dossier {code} was taken in"
    save_texts("dossier_received", texts, actor=author)
    publish_texts("dossier_received", actor=author)
    load_messages(FOLDER)
    template.refresh_from_db()
    assert template.current.texts["inbox"]["vi"]["title"] == "Hồ sơ {code} đã được nhận"
    folder = tmp_path / "messages"
    shutil.copytree(FOLDER, folder)
    path = folder / "dossiers.yaml"
    path.write_text(path.read_text().replace("đã được tiếp nhận, hẹn trả {due}", "đã tiếp nhận; trả {due}", 1))
    load_messages(folder)
    template.refresh_from_db()
    assert (template.current.origin, template.current.number) == ("file", 3)


def drained() -> None:
    while drain() or run_pending():
        pass


def titles(party: int, language: str = "vi") -> list[str]:
    return [message.said.title for message in inbox(Reader("party", party), language=language)[0]]


def test_the_owner_is_told_of_each_turn_and_nothing_twice(case: Case) -> None:
    drained()
    owner = case.dossier.owner_id
    told = titles(owner)
    assert f"Chúng tôi đã nhận được hồ sơ {case.dossier.code}" in told
    assert any(title.startswith(f"Hồ sơ {case.dossier.code} đã được tiếp nhận, hẹn trả") for title in told)
    before = Notice.objects.count()
    events = list(Event.objects.order_by("id"))
    tell_people(events)
    tell_people(list(reversed(events)))
    run_pending()
    assert Notice.objects.count() == before
    received = Notice.objects.get(template_key="dossier_received")
    said = {message.notice.pk: message for message in inbox(Reader("party", owner), language="en")[0]}[received.pk].said
    assert received.link == f"/ho-so/{case.dossier.code}/"
    assert "was received by" in said.body
    assert "{" not in said.body + said.title


def test_who_handed_in_for_another_gets_the_news_only_when_that_was_chosen(case: Case) -> None:
    drained()
    stranger = case.stranger.party_id
    assert stranger is not None
    dossier = Dossier.objects.get(pk=case.dossier.pk)
    for number, (choice, told) in enumerate(
        {"owner": {dossier.owner_id}, "submitter": {stranger}, "both": {dossier.owner_id, stranger}}.items()
    ):
        Dossier.objects.filter(pk=dossier.pk).update(submitter=stranger, messages_to=choice)
        event = record("dossier", dossier.pk, "dossier.stopped", actor=SYSTEM, at=clock.now(), payload={"reason": f"thử {number}"})
        tell_people([event])
        found = Notice.objects.filter(key__startswith=f"event/{event.pk}/").values_list("reader_id", flat=True)
        assert set(found) == told


def test_every_event_that_concerns_a_citizen_gives_whole_sentences(case: Case) -> None:
    drained()
    payload = {
        "code": case.dossier.code, "reason": "thiếu chữ ký", "due_at": "2022-11-15T16:30:00+07:00", "old_due": "2022-11-15T16:30:00+07:00",
        "new_due": "2022-11-17", "items": [{"name": "Tờ khai", "what": "thiếu chữ ký"}], "answer_by": "2022-11-28",
        "amount": 8000, "notice": "TB-1", "payee": "Chi cục Thuế", "receipt": "BL-1", "result": "1/TLHT", "timing": "early", "channel": 2,
        "text": "địa điểm", "to": "Sở X", "into": "PA-1", "starts_at": "2022-11-18T08:30:00+07:00", "place": "Một Cửa", "waybill": "RR1",
        "name": "Trích lục",
        "until": "2022-11-28", "person": "A", "answer": "B", "part_code": "H56-2",
        "number": 12, "counter": "Quầy số 1", "again": False, "organisation": "Công ty A", "person_id": case.dossier.owner_id,
    }  # fmt: skip
    owner = case.dossier.owner_id
    streams = {
        "appointment": 7,
        "post": 8,
        "payment": 9,
        "feedback": 10,
        "vault": 11,
        "ticket": 12,
        "party": 13,
        "dossier": case.dossier.pk,
    }
    for kind in sorted(CITIZEN_EVENTS):
        stream = kind.partition(".")[0]
        event = record(stream, streams[stream], kind, actor=SYSTEM, at=clock.now(), subject_id=owner, payload=payload)
        tell_people([event])
        run_pending()
        notices = list(Notice.objects.filter(key__startswith=f"event/{event.pk}/").select_related("version"))
        assert notices, kind
        for language in ("vi", "en"):
            said = inbox(Reader("party", owner), language=language)[0][0].said
            assert "  " not in said.title
            assert not any(hole in f"{said.title} {said.body}" for hole in ("{", "}", ": .", " .", "()")), (kind, said)


def test_an_appointment_is_reminded_of_on_the_working_day_before_unless_it_was_moved(case: Case) -> None:
    owner, at = case.dossier.owner_id, datetime(2022, 11, 14, 9, 0, tzinfo=clock.VIETNAM)

    def announced(kind: str, number: int, starts: str) -> Event:
        payload = {"code": f"LH-{number}", "place": "Một Cửa", "starts_at": f"{starts}T08:30:00+07:00"}
        return record("appointment", number, kind, actor=SYSTEM, at=at, subject_id=owner, payload=payload)

    monday, moved = announced("appointment.booked", 1, "2022-11-21"), announced("appointment.booked", 2, "2022-11-21")
    cancelled = announced("appointment.booked", 3, "2022-11-21")
    later = [announced("appointment.moved", 2, "2022-11-23"), announced("appointment.cancelled", 3, "2022-11-21")]
    tell_people([monday, moved, cancelled, *later])
    tell_people([monday])
    assert Reminder.objects.get(event_id=monday.pk).due_at == datetime(2022, 11, 18, 8, 0, tzinfo=clock.VIETNAM)
    for day, expected in ((17, 0), (18, 1), (18, 0), (22, 1), (23, 0)):
        with clock.frozen(datetime(2022, 11, day, 9, 0, tzinfo=clock.VIETNAM)):
            assert remind_due(100) == expected, day
    assert set(Notice.objects.filter(template_key="appointment_reminder").values_list("about_id", flat=True)) == {1, 2}


def test_a_sender_without_a_record_is_told_where_he_left_an_address(loaded: None, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    left = Contact(None, "Nguyễn Thị Hoa", "0912345601", "hoa@example.vn", "")
    known = {1: left, 2: None, 3: Contact(99, "B", "0900", "b@example.vn", "")}
    monkeypatch.setattr(facts, "contact_of", lambda number: known[number])
    for number in (1, 2, 3):
        payload = {"code": f"PAKN-221114-000{number}", "text": "Ở ngõ nào?"}
        event = record("feedback", number, "feedback.supplement_requested", actor=SYSTEM, at=clock.now(), payload=payload)
        tell_people([event])
        tell_people([event])
    (told,) = Notice.objects.all()
    assert (told.audience, told.reader_id, told.contacts) == ("guest", 0, {"mail": "hoa@example.vn", "sms": "0912345601"})


def test_a_ticket_is_told_when_called_first_and_not_when_called_again(case: Case) -> None:
    drained()
    for again in (False, True):
        payload = {"number": 12, "counter": "Quầy số 1", "again": again}
        tell_people([record("ticket", 5, "ticket.called", actor=SYSTEM, at=clock.now(), subject_id=case.dossier.owner_id, payload=payload)])
    assert Notice.objects.filter(template_key="ticket_called").count() == 1


def test_who_acts_for_an_organisation_is_told_not_the_organisation(case: Case) -> None:
    drained()
    payload = {
        "person": "Hoa",
        "person_id": case.dossier.owner_id,
        "organisation": "Công ty A",
        "kind": "staff",
        "scope": [],
        "until": None,
    }
    for kind in (REPRESENTATION_GRANTED, REPRESENTATION_ENDED):
        tell_people([record("party", 777, kind, actor=SYSTEM, at=clock.now(), subject_id=777, payload=payload)])
    told = Notice.objects.filter(template_key__startswith="representation").values_list("reader_id", flat=True)
    assert list(told) == [case.dossier.owner_id] * 2


def test_nothing_is_sent_by_a_way_nobody_carries(case: Case) -> None:
    drained()
    assert set(Delivery.objects.values_list("way", flat=True)) <= {"inbox", "mail", "sms"}
