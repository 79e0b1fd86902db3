"""For auditors, administrators and editors."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event, Seal, drain
from motcua.blocks.jobs.api import Job
from motcua.channels.workspace.tests.conftest import words_of
from motcua.kernel import clock
from tests.office import Office

Browser = Callable[[str], Client]


def holder(role: str) -> str:
    """The name of an account that holds the role and no other."""
    accounts = Account.objects.filter(tenures__post__role=role, tenures__valid_to__isnull=True).order_by("pk")
    return accounts[0].username


def test_an_auditor_sees_who_read_a_dossier_and_why(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{code}/")
    page = words_of(browser(holder("auditor")).get(f"/lam-viec/kiem-toan/?ma={code}"))
    assert "Nguyễn Văn Hùng" in page
    assert "giải quyết hồ sơ" in page


def test_a_whole_record_is_called_whole_and_a_changed_one_says_where(browser: Browser, received: Callable[[], str]) -> None:
    received()
    while drain(100):
        pass
    assert Seal.objects.exists()
    client = browser(holder("auditor"))
    assert "Nhật ký nguyên vẹn" in words_of(client.post("/lam-viec/kiem-toan/kiem-tra/"))
    event = Event.objects.filter(kind="dossier.received").get()
    with connection.cursor() as cursor:  # as somebody with the database in hand could
        cursor.execute("DROP TRIGGER event_not_changed" + ("" if connection.vendor == "sqlite" else " ON events_event"))
    Event.objects.filter(pk=event.pk).update(actor_name="Ai đó")
    page = words_of(client.post("/lam-viec/kiem-toan/kiem-tra/"))
    assert "Nhật ký đã bị sửa đổi" in page
    assert str(event.pk) in page


@pytest.mark.parametrize("address", ["/lam-viec/kiem-toan/", "/lam-viec/viec-nen/", "/lam-viec/noi-dung/"])
def test_these_pages_are_not_for_everybody(browser: Browser, address: str) -> None:
    assert browser("dienbien.motcua").get(address).status_code == 403


def test_a_failed_job_gets_another_chance(browser: Browser, office: Office) -> None:
    now = clock.real_now()
    job = Job.objects.create(
        name="dossiers.sign_result", args=[1], state=Job.State.FAILED, run_at=now, created_at=now, last_error="Lỗi máy in"
    )
    client = browser(holder("administrator"))
    assert "Lỗi máy in" in words_of(client.get("/lam-viec/viec-nen/"))
    client.post(f"/lam-viec/viec-nen/{job.pk}/chay-lai/")
    assert Job.objects.get(pk=job.pk).state == Job.State.WAITING
    assert "banner-bad" in words_of(client.post(f"/lam-viec/viec-nen/{job.pk}/chay-lai/", follow=True))


def test_an_editor_reads_what_is_left_to_check(browser: Browser, office: Office) -> None:
    client = browser(holder("content_editor"))
    response = client.get("/lam-viec/noi-dung/")
    rows = response.context["rows"]
    assert rows
    content, found = rows[0]
    assert found[0][1].note in words_of(response).replace("&quot;", '"').replace("&#x27;", "'")
    only = client.get(f"/lam-viec/noi-dung/?thu-tuc={content.procedure_id}").context["rows"]
    assert [one.code for one, _found in only] == [content.code]
