"""Mail and text messages over real sockets, with everything that can go wrong on the way."""

import json
import time
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.test import Client

from motcua.blocks.notices.api import Delivery, Notice
from motcua.blocks.notices.ports import Letter, MailCarrier, NeverThere, NotNow, ShortText, TextCarrier
from motcua.connectors.messaging.gateway import HttpTextGateway
from motcua.connectors.messaging.mail import SmtpMail, message_of
from motcua.connectors.messaging.rules.signature import sign
from motcua.kernel import clock
from tests.sandbox_process import Sandbox

MAIL: MailCarrier = SmtpMail()
SMS: TextCarrier = HttpTextGateway()


def letter(to: str = "hoa@example.vn", subject: str = "Hồ sơ H56-1 đã được tiếp nhận") -> Letter:
    return Letter(str(uuid4()), to, subject, "Kính gửi Ông/Bà,\n\nĐã tiếp nhận.", "vi", {"List-Unsubscribe": "<https://x.vn/>"})


def letters(sandbox: Sandbox, to: str = "hoa@example.vn") -> list[dict[str, Any]]:
    return httpx.get(f"{sandbox.url}/mail.json", params={"to": to}).json()["letters"]


def texts(sandbox: Sandbox, to: str) -> list[dict[str, Any]]:
    return httpx.get(f"{sandbox.url}/sms.json", params={"to": to}).json()["messages"]


def test_a_letter_arrives_in_vietnamese_and_twice_handed_in_is_one(carriers: Sandbox) -> None:
    sent = letter()
    MAIL.carry(sent)
    MAIL.carry(sent)
    found = letters(carriers)[0]
    assert (found["subject"], found["copies"]) == (sent.subject, 2)
    assert "Kính gửi Ông/Bà,\n\nĐã tiếp nhận." in found["body"].replace("\r\n", "\n")
    assert found["message_id"] == f"<{sent.reference}@motcua.example>"


@pytest.mark.parametrize(("fault", "error"), [("down", NotNow), ("temporary", NotNow), ("bounce", NeverThere), ("lost_answer", NotNow)])
def test_what_may_pass_is_tried_again_what_never_will_is_not(carriers: Sandbox, fault: str, error: type[Exception]) -> None:
    carriers.misbehave(mail=fault)
    sent = letter("loi@example.vn")
    with pytest.raises(error):
        MAIL.carry(sent)
    carriers.misbehave(mail="none")
    MAIL.carry(sent)
    arrived = [one for one in letters(carriers, "loi@example.vn") if sent.reference in one["message_id"]]
    assert len(arrived) == 1, "also after a lost answer there is one letter"


def test_a_greylisting_server_lets_in_who_comes_again(carriers: Sandbox) -> None:
    carriers.misbehave(mail="greylist")
    sent = letter("xam@example.vn")
    with pytest.raises(NotNow):
        MAIL.carry(sent)
    MAIL.carry(sent)
    assert len(letters(carriers, "xam@example.vn")) == 1


def test_nobody_listening_is_tried_again_and_no_address_never(carriers: Sandbox, settings: Any) -> None:
    for address in ("not an address", "a@b\r\nBcc: c@d.vn", ""):
        with pytest.raises(NeverThere):
            MAIL.carry(letter(address))
    settings.MAIL = {**settings.MAIL, "port": "9"}
    with pytest.raises(NotNow):
        MAIL.carry(letter())


def test_nothing_breaks_out_of_its_header(carriers: Sandbox) -> None:
    message = message_of(letter(subject="Hồ sơ\r\nBcc: ke-gian@example.vn"))
    assert message["Bcc"] is None
    assert "\n" not in str(message["Subject"])


def test_a_text_message_arrives_once_and_its_state_can_be_asked(carriers: Sandbox) -> None:
    sent = ShortText(str(uuid4()), "0912345601", "Da tiep nhan")
    SMS.carry(sent)
    SMS.carry(sent)
    [arrived] = texts(carriers, "0912345601")
    assert (arrived["body"], arrived["asked"]) == ("Da tiep nhan", 2)
    deadline = time.monotonic() + 5
    while SMS.ask(sent.reference) != "delivered" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert SMS.ask(sent.reference) == "delivered"
    assert SMS.ask(str(uuid4())) == "unknown"


@pytest.mark.parametrize(("fault", "error"), [("down", NotNow), ("bounce", NeverThere), ("lost_answer", NotNow)])
def test_the_gateway_in_trouble(carriers: Sandbox, fault: str, error: type[Exception]) -> None:
    carriers.misbehave(sms=fault)
    sent = ShortText(str(uuid4()), "0912345602", "x")
    with pytest.raises(error):
        SMS.carry(sent)
    carriers.misbehave(sms="none")
    SMS.carry(sent)
    assert sum(one["reference"] == sent.reference for one in texts(carriers, "0912345602")) == 1


def test_a_wrong_secret_and_an_impossible_number(carriers: Sandbox, settings: Any) -> None:
    with pytest.raises(NeverThere):
        SMS.carry(ShortText(str(uuid4()), "12", "x"))
    settings.SMS = {**settings.SMS, "secret": "guess"}
    with pytest.raises(NotNow):
        SMS.carry(ShortText(str(uuid4()), "0912345601", "x"))


@pytest.fixture
def sent(db: None) -> Delivery:
    now = clock.real_now()
    notice = Notice.objects.create(
        key="k", audience="party", reader_id=1, about_stream="dossier", about_id=1, created_at=now, recorded_at=now
    )
    return Delivery.objects.create(
        notice=notice, way="sms", address="0912345601", reference=uuid4(), state="sent", queued_at=now, changed_at=now
    )


def report(body: bytes, secret: str, *, age: int = 0, signature: str = "") -> int:
    moment, number = str(int(clock.real_now().timestamp()) - age), "n" * 16
    headers = {"X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature or sign(secret, moment, number, body)}
    return Client().post("/doi-tac/tin-nhan/", body, content_type="application/json", headers=headers).status_code


def test_reports_are_believed_when_signed_and_fresh_and_change_something_once(sent: Delivery, settings: Any) -> None:
    settings.SMS = {**settings.SMS, "secret": "shared"}
    body = json.dumps({"reference": str(sent.reference), "state": "delivered"}).encode()

    def state() -> str:
        sent.refresh_from_db()
        return sent.state

    assert (report(body, "guess"), state()) == (401, "sent")
    assert (report(body, "shared", age=400), state()) == (401, "sent")
    assert (report(body, "shared", signature="sha256=0"), state()) == (401, "sent")
    assert (report(b"{}", "shared"), report(b"[1]", "shared"), report(b"\xff", "shared"), state()) == (422, 422, 422, "sent")
    assert (report(body, "shared"), state()) == (204, "delivered")
    late = json.dumps({"reference": str(sent.reference), "state": "undelivered"}).encode()
    assert (report(body, "shared"), report(late, "shared"), state()) == (204, 204, "delivered")


def test_a_lost_report_and_one_that_comes_twice(carriers: Sandbox) -> None:
    for fault in ("double_report", "lost_report"):
        carriers.misbehave(sms=fault)
        reference = str(uuid4())
        SMS.carry(ShortText(reference, "0912345603", "x"))
        deadline = time.monotonic() + 5
        while SMS.ask(reference) != "delivered" and time.monotonic() < deadline:
            time.sleep(0.05)
        assert SMS.ask(reference) == "delivered"
