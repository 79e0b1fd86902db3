"""Anybody finds a procedure and reads it in plain words."""

import pytest
from django.test import Client

from motcua.channels.portal.tests.people import EXTRACT
from motcua.channels.portal.views import procedures
from tests.office import Office

pytestmark = pytest.mark.usefixtures("office")


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_start_page_offers_search_events_and_procedures(client: Client) -> None:
    text = text_of(client, "/")
    assert 'role="search"' in text
    assert "/thu-tuc/?su-kien=sinh_con" in text
    assert "Đăng ký khai sinh" in text


@pytest.mark.parametrize("typed", ["khai sinh", "Khai Sinh", "khái sinh", "khai sin", "dang ky khai sinh"])
def test_search_forgives_diacritics_case_and_typing_errors(client: Client, typed: str) -> None:
    text = text_of(client, f"/tim/?q={typed}")
    assert "/thu-tuc/1.001193/" in text


def test_a_long_list_comes_in_pages_that_keep_what_was_chosen(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(procedures, "_ON_A_PAGE", 2)
    first = text_of(client, "/thu-tuc/?cap=commune")
    assert first.count("<h2><a") == 2
    assert 'href="?cap=commune&amp;tu=2" rel="next"' in first
    second = text_of(client, "/thu-tuc/?cap=commune&tu=2")
    assert 'href="?cap=commune&amp;tu=0" rel="prev"' in second
    assert "<h2><a" in text_of(client, "/thu-tuc/?cap=commune&tu=999999")  # beyond the end: the last page


def test_a_search_without_result_says_what_to_do(client: Client) -> None:
    text = text_of(client, "/tim/?q=qqqqwwww")
    assert "Không tìm thấy “qqqqwwww”" in text
    assert 'href="/thu-tuc/"' in text


def test_what_was_typed_is_never_run(client: Client) -> None:
    assert "<script>" not in text_of(client, "/tim/?q=%3Cscript%3Ealert(1)%3C/script%3E")


def test_the_list_is_narrowed_by_event_level_and_field(client: Client) -> None:
    assert "/thu-tuc/1.001193/" in text_of(client, "/thu-tuc/?su-kien=sinh_con")
    assert "/thu-tuc/1.001193/" not in text_of(client, "/thu-tuc/?cap=province")
    assert "/thu-tuc/1.001193/" in text_of(client, "/thu-tuc/?cap=commune")


def test_the_procedure_page_says_who_what_cost_time_where_and_law(client: Client) -> None:
    text = text_of(client, f"/thu-tuc/{EXTRACT}/")
    for word in ("Dành cho ai", "Bao lâu", "Phí, lệ phí", "Ở đâu", "Cần những gì", "Trình tự", "Căn cứ pháp lý", "Nộp trực tuyến"):
        assert word in text
    assert "8.000 ₫" in text
    assert "60/2014/QH13" in text


def test_doubts_are_not_shown_to_citizens(client: Client) -> None:
    assert "[check]" not in text_of(client, "/thu-tuc/1.001193/")


def test_an_unknown_procedure_says_so_and_shows_the_way(client: Client) -> None:
    text = text_of(client, "/thu-tuc/9.999999/", status=404)
    assert "9.999999" in text


def test_every_page_is_complete_in_english(client: Client, office: Office) -> None:
    client.cookies["ngon_ngu"] = "en"
    text = text_of(client, "/thu-tuc/1.001193/")
    assert "What you need" in text
    assert "Birth registration" in text or "birth" in text
