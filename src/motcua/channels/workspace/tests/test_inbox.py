"""One inbox for every role: what waits for the posts one holds, the most urgent first."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.blocks.accounts.api import Account
from motcua.channels.workspace.tests.conftest import words_of
from motcua.channels.workspace.views.inbox import task_key
from motcua.ground.directory.api import Delegation, Tenure
from motcua.kernel import clock
from tests.office import Office

Browser = Callable[[str], Client]


def test_a_received_dossier_waits_in_the_inbox_of_the_specialist(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    page = words_of(browser("dienbien.tuphap").get("/lam-viec/"))
    assert code in page
    assert "Nguyễn Thị Hoa" in page
    assert "Đến hạn hôm nay" in page


def test_a_colleague_of_another_ward_sees_nothing_of_it(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    page = words_of(browser("hoangquang.tuphap").get("/lam-viec/"))
    assert code not in page
    assert "Không có việc nào đang chờ ông/bà" in page


def test_what_is_late_says_so_and_can_be_asked_for_alone(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    with clock.frozen(datetime(2022, 11, 21, 9, 0, tzinfo=clock.VIETNAM)):
        assert "Quá hạn" in words_of(browser("dienbien.tuphap").get("/lam-viec/"))
        assert code in words_of(browser("dienbien.tuphap").get("/lam-viec/?qua-han=1"))
    assert code not in words_of(browser("dienbien.tuphap").get("/lam-viec/?qua-han=1"))


def test_the_list_narrows_to_one_procedure(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    client = browser("dienbien.tuphap")
    page = client.get("/lam-viec/")
    chosen, other = (next(one.pk for one in page.context["procedures"] if (one.code == "2.000635") is wanted) for wanted in (True, False))
    assert code in words_of(client.get(f"/lam-viec/?thu-tuc={chosen}"))
    assert code not in words_of(client.get(f"/lam-viec/?thu-tuc={other}"))


def test_who_stands_in_for_somebody_reads_for_whom(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    absent = Tenure.objects.get(account__username="dienbien.tuphap")
    deputy = Account.objects.get(username="dienbien.vanhoa")
    today = date(2022, 11, 14)
    Delegation.objects.create(tenure=absent, account=deputy, valid_from=today, valid_to=today, reason="Nghỉ phép")
    page = words_of(browser("dienbien.vanhoa").get("/lam-viec/"))
    assert code in page
    assert "thay mặt Nguyễn Văn Hùng" in page


def test_the_pages_follow_one_another_without_gap(browser: Browser, received: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.onestop.dossiers.queries.inbox.PAGE", 2)
    codes = [received() for _ in range(3)]
    client = browser("dienbien.tuphap")
    first = client.get("/lam-viec/")
    second = client.get(first.context["next"])
    assert [row.dossier.code for row in (*first.context["rows"], *second.context["rows"])] == codes
    assert not second.context["next"]
    assert second.context["first"] == "/lam-viec/"


@pytest.mark.parametrize("text", ["", "x", "2022~7", "~", "~²", "2022-11-14T08:00~99999999999999999999"])
def test_a_page_key_that_was_tampered_with_is_ignored(text: str) -> None:
    assert task_key(text) is None


def test_the_inbox_asks_the_database_as_often_for_five_tasks_as_for_one(
    browser: Browser, received: Callable[[], str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser("dienbien.tuphap")
    received()
    client.get("/lam-viec/")
    with django_assert_num_queries(9):
        client.get("/lam-viec/")
    for _ in range(4):
        received()
    with django_assert_num_queries(9):
        client.get("/lam-viec/")


def test_online_dossiers_wait_with_the_moment_by_which_the_desk_must_answer(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    page = words_of(browser("dienbien.motcua").get("/lam-viec/cho-tiep-nhan/"))
    assert code in page
    assert "09:00 15/11/2022" in page  # eight working hours after Monday 9:00
    assert code not in words_of(browser("hoangquang.motcua").get("/lam-viec/cho-tiep-nhan/"))


def test_a_specialist_has_no_queue_of_the_desk(browser: Browser, office: Office) -> None:
    client = browser("dienbien.tuphap")
    assert client.get("/lam-viec/cho-tiep-nhan/").status_code == 403
    assert "/lam-viec/cho-tiep-nhan/" not in words_of(client.get("/lam-viec/"))


def test_nobody_enters_without_logging_in(office: Office) -> None:
    response = Client().get("/lam-viec/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/dang-nhap/")
