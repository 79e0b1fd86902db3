from collections.abc import Callable
from uuid import uuid4

import pytest

from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.onestop.feedback.api import Message, Origin, Sender, Sent, load_feedback, send_feedback
from tests.office import PROVINCE, Office

HOA = Sender(name="Nguyễn Thị Hoa", phone="0912 345 601", email="hoa@example.vn", address="12 Phố Thử, Phường Điện Biên")
RUBBISH = Message(
    kind="field_issue",
    topic="moi_truong",
    title="Rác thải ùn ứ ở đầu ngõ",
    text="Rác thải sinh hoạt không được thu gom ba ngày nay ở đầu ngõ, mùi hôi rất khó chịu, mong phường xử lý sớm.",
    place_code="14767",
)
PATIENT = Origin(address="203.0.113.9", session="a-browser", seconds=40.0)
OFFICER = "kiemsoat.pakn"
Send = Callable[..., Sent]


@pytest.fixture
def portal(office: Office) -> Office:
    """The small office with the province's content about feedback."""
    load_feedback(PROVINCE / "feedback")
    return office


@pytest.fixture
def send(portal: Office) -> Send:
    """Send feedback as an honest person; every part may be replaced."""

    def sent(message: Message = RUBBISH, sender: Sender = HOA, origin: Origin = PATIENT, actor: Actor = ANONYMOUS) -> Sent:
        return send_feedback(message, sender, key=uuid4(), origin=origin, actor=actor)

    return sent
