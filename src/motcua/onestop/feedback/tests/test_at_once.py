"""Two do the same at the same moment: one is first, the other is told, nothing happens twice."""

from functools import partial
from uuid import uuid4

import pytest

from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import Conflict
from motcua.onestop.feedback.api import (
    Answer,
    Feedback,
    Sent,
    accept_feedback,
    approve_answer,
    assign_feedback,
    draft_answer,
    load_feedback,
    refuse_feedback,
    send_feedback,
)
from motcua.onestop.feedback.tests.conftest import HOA, OFFICER, PATIENT, RUBBISH
from tests.office import PROVINCE, Office
from tests.security.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once(office: Office) -> None:
    load_feedback(PROVINCE / "feedback")
    key, officer, head = uuid4(), office.actor(OFFICER), office.actor("vpubnd.chanhvanphong")
    clicks = at_once(*(partial(send_feedback, RUBBISH, HOA, key=key, origin=PATIENT, actor=ANONYMOUS) for _ in range(2)))
    assert all(isinstance(one, Sent) for one in clicks), "a double click makes one feedback"
    code = Feedback.objects.get().code
    outcomes = at_once(partial(accept_feedback, code, actor=officer), partial(refuse_feedback, code, ground="other", actor=officer))
    assert sum(isinstance(one, Conflict) for one in outcomes) == 1
    Feedback.objects.filter(code=code).update(status="accepted", finished_at=None)
    assign_feedback(code, unit_id=office.unit("van_phong_ubnd/kiem_soat_tthc").pk, actor=officer)
    draft_answer(code, text="Đã đôn đốc phường thu gom.", actor=officer)
    signed = at_once(*(partial(approve_answer, code, actor=head) for _ in range(2)))
    assert sum(isinstance(one, Answer) for one in signed) == 1
    assert sum(isinstance(one, Conflict) for one in signed) == 1
    assert Answer.objects.get().number == 1
