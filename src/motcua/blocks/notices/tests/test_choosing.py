"""Addresses are proved by a code; content authors change texts and go back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.notices.api import (
    Reader,
    TooManyCodes,
    confirm_address,
    forget_address,
    publish_texts,
    save_texts,
    template_by_key,
    undo_publication,
    wish_address,
)
from motcua.blocks.notices.models import Notice, OwnAddress, Template
from motcua.blocks.notices.tests.conftest import TEXTS, Carrier, make_template
from motcua.blocks.notices.tests.test_telling import HERSELF, HOA, tell
from motcua.kernel import clock
from motcua.kernel.actor import Actor, Holding
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput

pytestmark = pytest.mark.django_db
AUTHOR = Actor(kind="official", name="Biên tập", account_id=8, holdings=(Holding("content_editor", 1, "/1/", 1),))
DAY = datetime(2022, 11, 14, 9, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def codes(carriers: tuple[Carrier, Carrier], template: Template) -> Carrier:
    made = make_template("address_code", urgent=True, secret=True, required=True)
    assert made.current is not None
    made.current.texts["sms"]["vi"]["body"] = "{code}"
    made.current.save()
    return carriers[1]


def code_of(codes: Carrier) -> str:
    run_pending(raise_errors=True)
    return codes.bodies[-1]


def test_an_address_is_used_once_its_code_came_back(codes: Carrier) -> None:
    wish_address(HOA, "sms", "0987 654 321", actor=HERSELF)
    code = code_of(codes)
    assert [one.to for one in codes.arrived.values()] == ["0987654321"]
    assert Notice.objects.get().data == {}, "the code is not kept after it was sent"
    wrong = "000000" if code != "000000" else "111111"
    with pytest.raises(InvalidInput):
        confirm_address(HOA, "sms", wrong, actor=HERSELF)
    with clock.frozen(DAY):
        tell("before")
        run_pending(raise_errors=True)
    assert list(codes.arrived.values())[-1].to == "0912345678", "not proved, not used"
    confirm_address(HOA, "sms", f" {code[:3]} {code[3:]} ", actor=HERSELF)
    with clock.frozen(DAY):
        tell("after")
        run_pending(raise_errors=True)
    assert list(codes.arrived.values())[-1].to == "0987654321"
    with pytest.raises(InvalidInput):
        confirm_address(HOA, "sms", code, actor=HERSELF)
    forget_address(HOA, "sms", actor=HERSELF)
    assert not OwnAddress.objects.exists()


def test_a_code_is_good_for_five_tries_and_ten_minutes_and_cannot_be_used_to_pester(codes: Carrier) -> None:
    wish_address(HOA, "sms", "0987654321", actor=HERSELF)
    code = code_of(codes)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(InvalidInput):
            confirm_address(HOA, "sms", wrong, actor=HERSELF)
    with pytest.raises(InvalidInput):
        confirm_address(HOA, "sms", code, actor=HERSELF)
    wish_address(HOA, "sms", "0987654321", actor=HERSELF)
    code = code_of(codes)
    OwnAddress.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvalidInput):
        confirm_address(HOA, "sms", code, actor=HERSELF)
    for _ in range(3):
        wish_address(HOA, "sms", "0987654321", actor=HERSELF)
        run_pending(raise_errors=True)
    with pytest.raises(TooManyCodes):
        wish_address(HOA, "sms", "0987654321", actor=HERSELF)
    with pytest.raises(TooManyCodes):
        wish_address(Reader("party", 8), "sms", "0987654321", actor=Actor(kind="citizen", party_id=8, account_id=4))


@pytest.mark.parametrize(
    ("way", "value"), [("sms", "12"), ("sms", "0212345678901"), ("mail", "a"), ("mail", "a@b"), ("mail", "a b@c.vn"), ("mail", "")]
)
def test_what_is_no_address_is_refused(codes: Carrier, way: str, value: str) -> None:
    with pytest.raises(InvalidInput):
        wish_address(HOA, way, value, actor=HERSELF)
    with pytest.raises(Forbidden):
        wish_address(HOA, way, value, actor=AUTHOR)
    with pytest.raises(Conflict):
        wish_address(HOA, "inbox", value, actor=HERSELF)


def edited(title: str) -> dict[str, dict[str, dict[str, str]]]:
    texts = {way: {language: dict(parts) for language, parts in by.items()} for way, by in TEXTS.items()}
    texts["inbox"]["vi"]["title"] = texts["inbox"]["en"]["title"] = title
    return texts


def in_force(key: str = "received") -> str:
    template, _draft, _published = template_by_key(key, AUTHOR)
    assert template.current is not None
    return str(template.current.texts["inbox"]["vi"]["title"])


def test_texts_are_drafted_published_and_taken_back_step_by_step(template: Template) -> None:
    first = in_force()
    with pytest.raises(Forbidden):
        save_texts("received", edited("x {code}"), actor=HERSELF)
    with pytest.raises(Conflict):
        publish_texts("received", actor=AUTHOR)
    save_texts("received", edited("Sai {cod}"), actor=AUTHOR)
    with pytest.raises(InvalidInput) as refused:
        publish_texts("received", actor=AUTHOR)
    assert {error.field for error in refused.value.fields} >= {"inbox-vi-title", "inbox-en-title"}
    assert in_force() == first
    for title in ("Hai {code}", "Ba {code}"):
        save_texts("received", edited(title), actor=AUTHOR)
        publish_texts("received", actor=AUTHOR)
    assert in_force() == "Ba {code}"
    undo_publication("received", actor=AUTHOR)
    assert in_force() == "Hai {code}"
    undo_publication("received", actor=AUTHOR)
    assert in_force() == first
    with pytest.raises(Conflict):
        undo_publication("received", actor=AUTHOR)
    kinds = list(Event.objects.filter(stream="message_template").order_by("id").values_list("kind", flat=True))
    assert kinds == ["message_template.published"] * 2 + ["message_template.undone"] * 2


def test_a_message_keeps_the_version_it_was_planned_with(carriers: tuple[Carrier, Carrier], template: Template) -> None:
    carriers[0].faults = ["down"]
    with clock.frozen(DAY):
        tell(contacts={"mail": "hoa@example.vn"})
        run_pending()
        save_texts("received", edited("Khác {code}"), actor=AUTHOR)
        publish_texts("received", actor=AUTHOR)
    notice = Notice.objects.select_related("version").get()
    assert notice.version is not None
    assert notice.version.number == 1
