"""The base pages: language, errors in words, weight."""

import gzip
import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from motcua.blocks.forms.api import FormDefinition
from motcua.channels.ui.form_fields import Filling, page_fields
from motcua.channels.ui.guard import public
from motcua.channels.ui.parts import Field, error_links
from motcua.kernel.errors import Conflict, Fault, FieldError, words

STATIC = Path(__file__).resolve().parents[1] / "static" / "ui"


@public
def clash(request: HttpRequest) -> HttpResponse:
    raise Conflict(
        words("You are not allowed to do this: %(what)s."), params={"what": "Print"}, way_out=words("Please go back and try again.")
    )


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise Fault("the register does not answer: secret detail")


urlpatterns = [path("va-cham/", clash), path("hong/", broken), path("", include("motcua.channels.ui.urls"))]


@pytest.mark.django_db
def test_vietnamese_comes_first_whatever_the_browser_asks(client: Client) -> None:
    page = client.get("/giao-dien/", headers={"Accept-Language": "en"})
    assert '<html lang="vi">' in page.content.decode()
    assert "Hệ thống giao diện" in page.content.decode()


@pytest.mark.django_db
def test_the_reader_switches_to_english_and_back(client: Client) -> None:
    assert client.get("/ngon-ngu/en/?next=/giao-dien/")["Location"] == "/giao-dien/"
    assert '<html lang="en">' in client.get("/giao-dien/").content.decode()
    client.get("/ngon-ngu/vi/")
    assert '<html lang="vi">' in client.get("/giao-dien/").content.decode()


@pytest.mark.django_db
def test_the_language_switch_leads_only_to_our_own_pages(client: Client) -> None:
    assert client.get("/ngon-ngu/en/?next=https://elsewhere.example/")["Location"] == "/"
    assert client.get("/ngon-ngu/fr/").status_code == 404


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="motcua.channels.ui.tests.test_pages")
def test_a_refusal_becomes_a_page_in_words_with_its_status(client: Client) -> None:
    response = client.get("/va-cham/")
    assert response.status_code == 409
    text = response.content.decode()
    assert "Ông/bà không có quyền thực hiện: In." in text
    assert "Xin quay lại và thử lần nữa." in text


@pytest.mark.django_db
@override_settings(ROOT_URLCONF="motcua.channels.ui.tests.test_pages")
def test_a_fault_of_ours_says_so_and_tells_no_detail(client: Client) -> None:
    response = client.get("/hong/")
    assert response.status_code == 503
    assert "secret detail" not in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_gets_a_helpful_page(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.django_db
def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    text = client.get("/giao-dien/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)


@pytest.mark.django_db
def test_the_first_load_stays_under_one_hundred_kilobytes(client: Client) -> None:
    fonts = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))
    texts = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in ("ui.css", "ui.js", "icons.svg", "door.svg")}
    page = len(gzip.compress(client.get("/giao-dien/").content))
    assert texts["ui.css"] <= 15_000
    assert fonts + sum(texts.values()) + page <= 100_000


def test_the_summary_of_errors_leads_to_the_first_wrong_part() -> None:
    fields = [
        Field("ten", "Tên"),
        Field("sinh", "Ngày sinh", "date", error="thiếu tháng", wrong_part="month"),
        Field("nguoi", "Người", "repeat", rows=[[Field("nguoi-0-ten", "Tên", error="thiếu")]]),
    ]
    assert [(link.text, link.target) for link in error_links(fields)] == [("thiếu tháng", "id_sinh-month"), ("thiếu", "id_nguoi-0-ten")]


FORM = FormDefinition.load(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "ten": {"type": "string", "x-label": {"vi": "Họ tên", "en": "Name"}, "x-widget": "text"},
            "con": {
                "type": "array",
                "x-widget": "repeat",
                "x-label": {"vi": "Con", "en": "Children"},
                "items": {
                    "type": "object",
                    "properties": {"ten_con": {"type": "string", "x-label": {"vi": "Tên con", "en": "Child"}, "x-widget": "text"}},
                },
            },
        },
        "required": ["ten"],
        "x-pages": [{"id": "p", "title": {"vi": "Trang", "en": "Page"}, "fields": ["ten", "con"]}],
    }
)


def test_a_page_of_questions_keeps_what_was_typed_and_shows_what_is_wrong() -> None:
    raw = {"ten": ["  "], "con-0-ten_con": ["Bảo"], "con-4-ten_con": ["Châu"]}
    error = FieldError("ten", words("Enter “%(label)s”."), {"label": "Họ tên"})
    name, children = page_fields(FORM.all_pages[0], Filling(raw, [error]))
    assert (name.value, name.required, bool(name.error)) == ("  ", True, True)
    assert [row[0].value for row in children.rows] == ["Bảo", "Châu"]


def test_one_more_row_is_given_when_asked_for() -> None:
    children = page_fields(FORM.all_pages[0], Filling({"con-0-ten_con": ["Bảo"]}, add_row_to="con"))[1]
    assert [(row[0].name, row[0].value) for row in children.rows] == [("con-0-ten_con", "Bảo"), ("con-1-ten_con", "")]
