"""Finding a dossier among those one may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of

Browser = Callable[[str], Client]


def test_a_whole_code_leads_straight_to_its_dossier(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    response = browser("dienbien.tuphap").get(f"/lam-viec/ho-so/?tim={code.lower()}")
    assert response.headers["Location"] == f"/lam-viec/ho-so/{code}/"


def test_a_name_without_marks_finds_its_dossiers(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    assert code in words_of(browser("dienbien.tuphap").get("/lam-viec/ho-so/?tim=nguyen thi h"))
    assert code not in words_of(browser("dienbien.tuphap").get("/lam-viec/ho-so/?tim=tran"))


def test_a_code_of_another_office_finds_nothing(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    response = browser("hoangquang.tuphap").get(f"/lam-viec/ho-so/?tim={code}")
    assert response.status_code == 200
    assert "Không tìm thấy hồ sơ" in words_of(response)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("trang-thai=received", True),
        ("trang-thai=resolved", False),
        ("kenh=2", True),
        ("kenh=1", False),
        ("tu=2022-11-15", False),
        ("den=2022-11-14", True),
    ],
)
def test_the_list_narrows(browser: Browser, received: Callable[[], str], query: str, found: bool) -> None:
    code = received()
    assert (code in words_of(browser("dienbien.tuphap").get(f"/lam-viec/ho-so/?{query}"))) is found


@pytest.mark.parametrize("query", ["trang-thai=x", "kenh=x", "sau=x", "tu=32/13", "thu-tuc=²", "sau=99999999999999999999"])
def test_an_address_that_was_tampered_with_does_no_harm(browser: Browser, received: Callable[[], str], query: str) -> None:
    received()
    assert browser("dienbien.tuphap").get(f"/lam-viec/ho-so/?{query}").status_code == 200
