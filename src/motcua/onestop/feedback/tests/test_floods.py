"""Floods do not reach the officers' list and do not keep honest people out."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest

from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import Forbidden, InvalidInput
from motcua.onestop.feedback.api import (
    Feedback,
    Message,
    Origin,
    Sender,
    TooManyPosts,
    Upload,
    Wanted,
    discard_feedback,
    feedback_list,
    release_feedback,
    send_feedback,
)
from motcua.onestop.feedback.rules.flood import STANDARD, Seen, judge
from motcua.onestop.feedback.tests.conftest import HOA, OFFICER, PATIENT, RUBBISH, Send
from tests.office import Office

BROKEN = {"kind": "x", "topic": "y", "title": "a", "text": "b b b b b b b b b b b b b b b", "urgency": "z"}


def hostile(number: int) -> tuple[Message, Sender, Origin]:
    """One of a thousand: a robot on eight addresses, other words each time, no patience."""
    text = f"Nội dung quảng cáo số {number} mua ngay giá rẻ mã {number * 7919} liên hệ trang {number * 104729}"
    sender = Sender(name="Khach Hang", phone=f"09{number % 10**8:08d}")
    return Message("proposal", "khac", f"Quảng cáo {number}", text), sender, Origin(f"198.51.100.{number % 8}", "", 0.3)


def test_a_thousand_hostile_posts_reach_no_list_and_block_nobody(portal: Office, send: Send) -> None:
    refused = 0
    for number in range(1000):
        message, sender, origin = hostile(number)
        try:
            send_feedback(message, sender, key=uuid4(), origin=origin, actor=ANONYMOUS)
        except TooManyPosts:
            refused += 1
    officer = portal.actor(OFFICER)
    assert feedback_list(Wanted(view="intake"), actor=officer).rows == []
    assert refused == 1000 - 8 * STANDARD.wait_per_address
    honest = send(actor=portal.citizen())
    assert [one.code for one in feedback_list(Wanted(view="intake"), actor=officer).rows] == [honest.code]
    unknown = send()
    assert unknown.secret, "an honest person without login gets a receipt even in the storm"
    release_feedback(unknown.code, actor=officer)
    assert len(feedback_list(Wanted(view="intake"), actor=officer).rows) == 2


def test_one_address_does_not_hold_up_another(portal: Office, send: Send) -> None:
    for number in range(STANDARD.hold_per_address + 2):
        message, sender, _ = hostile(number)
        send_feedback(message, sender, key=uuid4(), origin=Origin("198.51.100.1", "", 30.0), actor=ANONYMOUS)
    assert Feedback.objects.filter(status="sent").count() == 2
    assert not send().held


def test_the_same_words_from_everywhere_are_held(portal: Office, send: Send) -> None:
    held = [
        send(origin=Origin(f"192.0.2.{number}", "", 30.0), sender=Sender(name="Lê Văn Bé", phone=f"091200000{number}")).held
        for number in range(6)
    ]
    assert held == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (Seen(30.0), "pass"),
        (Seen(1.0), "hold"),
        (Seen(None), "hold"),
        (Seen(100_000.0), "hold"),
        (Seen(30.0, trapped=True), "hold"),
        (Seen(30.0, from_phone=12), "wait"),
        (Seen(30.0, from_session=4, known_person=True), "hold"),
        (Seen(30.0, from_address=6), "hold"),
        (Seen(30.0, from_address=6, known_person=True), "pass"),
        (Seen(30.0, unknown_senders=500), "hold"),
        (Seen(30.0, unknown_senders=500, known_person=True), "pass"),
    ],
)
def test_what_happens_to_a_post(seen: Seen, verdict: str) -> None:
    assert judge(seen).verdict == verdict


def test_the_same_form_sent_twice_makes_one(portal: Office) -> None:
    key = uuid4()
    first = send_feedback(RUBBISH, HOA, key=key, origin=PATIENT, actor=ANONYMOUS)
    again = send_feedback(RUBBISH, HOA, key=key, origin=PATIENT, actor=ANONYMOUS)
    assert (again.code, again.secret) == (first.code, "")
    assert Feedback.objects.count() == 1


def test_what_is_put_away_is_not_counted_and_only_the_office_may(portal: Office, send: Send) -> None:
    sent = send(origin=Origin("192.0.2.1", "", 0.1))
    with pytest.raises(Forbidden):
        discard_feedback(sent.code, actor=portal.actor("kiemsoat.tinh"))
    discard_feedback(sent.code, actor=portal.actor(OFFICER))
    assert Feedback.objects.get().status == "refused"


@pytest.mark.parametrize(
    ("message", "sender", "fields"),
    [
        ({}, {"anonymous": True}, set()),
        ({"kind": "rules"}, {"anonymous": True}, {"anonymous"}),
        (
            {"kind": "x", "topic": "y", "title": "a", "text": "b b b b b b b b b b b b b b b", "urgency": "z"},
            {},
            {"kind", "topic", "title", "text", "urgency"},
        ),
        ({"place_code": ""}, {}, {"place"}),
        ({}, {"name": "Hoa9", "phone": "", "email": ""}, {"name", "phone"}),
        ({}, {"phone": "12", "email": "khong"}, {"phone", "email"}),
    ],
)
def test_every_wrong_field_is_named(
    portal: Office, send: Send, message: dict[str, str], sender: dict[str, object], fields: set[str]
) -> None:
    changed, who = replace(RUBBISH, **message), replace(HOA, **sender)
    if not fields:
        assert send(message=changed, sender=who).code
        assert Feedback.objects.get().sender_name == ""
        return
    with pytest.raises(InvalidInput) as refused:
        send(message=changed, sender=who)
    assert {error.field for error in refused.value.fields} == fields


def test_a_bad_file_is_named_counts_and_leaves_nothing(portal: Office) -> None:
    files = [Upload("anh.png", io.BytesIO(b"not a picture")), Upload("rong.pdf", io.BytesIO(b""))]
    for _time in range(STANDARD.wait_per_session):
        with pytest.raises(InvalidInput) as refused:
            send_feedback(RUBBISH, HOA, key=uuid4(), origin=replace(PATIENT, address=""), files=files, actor=ANONYMOUS)
        assert [error.field for error in refused.value.fields] == ["files", "files"]
    assert Feedback.objects.count() == 0
    with pytest.raises(TooManyPosts):
        send_feedback(RUBBISH, HOA, key=uuid4(), origin=PATIENT, files=files, actor=ANONYMOUS)
    many = [Upload(f"{number}.png", io.BytesIO(b"x")) for number in range(9)]
    other, elsewhere = replace(HOA, phone="0912000777"), Origin("192.0.2.77", "", 30.0)
    with pytest.raises(InvalidInput):
        send_feedback(RUBBISH, other, key=uuid4(), origin=elsewhere, files=many, actor=ANONYMOUS)
