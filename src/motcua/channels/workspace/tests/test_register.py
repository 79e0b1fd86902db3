"""The daily register: form 06 of a desk for a day, also as a file."""

import csv
from collections.abc import Callable
from io import StringIO

from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.onestop.dossiers.api import Dossier

Browser = Callable[[str], Client]


def test_the_day_stands_in_the_order_of_reception(browser: Browser, received: Callable[[], str]) -> None:
    codes = [received(), received()]
    response = browser("dienbien.motcua").get("/lam-viec/so-theo-doi/")
    assert [row.code for row in response.context["rows"]] == codes
    assert "Mẫu số 06" in words_of(response)


def test_another_day_is_another_page(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    client = browser("dienbien.motcua")
    assert code not in words_of(client.get("/lam-viec/so-theo-doi/?ngay=2022-11-13"))
    assert code in words_of(client.get("/lam-viec/so-theo-doi/?ngay=2022-11-14"))
    assert client.get("/lam-viec/so-theo-doi/?ngay=hom-nay").status_code == 200


def test_the_leader_reads_the_register_of_his_body_and_no_other(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    assert code in words_of(browser("dienbien.chutich").get("/lam-viec/so-theo-doi/"))
    assert code not in words_of(browser("hoangquang.chutich").get("/lam-viec/so-theo-doi/"))


def test_the_file_has_the_same_rows_and_no_formulas(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    owner = Dossier.objects.get(code=code).owner
    owner.address = '=HYPERLINK("http://x")'
    owner.save()
    response = browser("dienbien.motcua").get("/lam-viec/so-theo-doi.csv")
    text = response.content.decode("utf-8-sig")
    head, row = list(csv.reader(StringIO(text)))
    assert len(head) == len(row) == 16
    assert row[1] == code
    assert row[5].startswith("'=")
    assert response.headers["Content-Disposition"] == 'attachment; filename="so-theo-doi-2022-11-14.csv"'
