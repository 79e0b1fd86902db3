"""The citizen brings what was missing to the counter."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.blocks.printing.api import render_pdf
from motcua.channels.workspace.tests.conftest import words_of
from motcua.onestop.catalogue.api import Component, content_of
from motcua.onestop.dossiers.api import Dossier, SupplementItem, request_supplement
from tests.office import Office

Browser = Callable[[str], Client]


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-chup.pdf", render_pdf('#set document(title: "x")\nGiấy', {}, standards=()))


@pytest.fixture
def asked(office: Office, received: Callable[[], str]) -> str:
    code = received()
    part = next(one for one in _components(code) if one.kind == "upload")
    items = [SupplementItem(part.key, part.vi, "mờ")]
    request_supplement(code, items=items, reason="Ảnh mờ", actor=office.actor("dienbien.tuphap"))
    return code


def _components(code: str) -> list[Component]:
    dossier = Dossier.objects.get(code=code)
    return content_of(dossier.version_id).case(dossier.case_key).components_for(dossier.answers)


def test_scanned_and_sent_the_clock_goes_on(browser: Browser, asked: str) -> None:
    client, address = browser("dienbien.motcua"), f"/lam-viec/ho-so/{asked}/nop-bo-sung/"
    assert address in words_of(client.get(f"/lam-viec/ho-so/{asked}/"))
    key = next(one.key for one in _components(asked) if one.kind == "upload")
    empty = client.post(address, {"note": "Xin gửi"})
    assert empty.status_code == 422
    assert f'href="#id_paper.{key}"' in words_of(empty)
    assert "Xin gửi</textarea>" in words_of(empty)
    client.post(address, {f"paper.{key}": pdf(), "note": "Xin gửi"})
    dossier = Dossier.objects.get(code=asked)
    assert dossier.status == "in_process"
    assert dossier.supplements.get().answer == "Xin gửi"


def test_a_file_that_cannot_be_taken_is_named_beside_its_paper(browser: Browser, asked: str) -> None:
    key = next(one.key for one in _components(asked) if one.kind == "upload")
    hostile = SimpleUploadedFile("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    page = browser("dienbien.motcua").post(f"/lam-viec/ho-so/{asked}/nop-bo-sung/", {f"paper.{key}": hostile})
    assert f'href="#id_paper.{key}"' in words_of(page)
    assert Dossier.objects.get(code=asked).status == "supplement_requested"


def test_when_nothing_is_asked_the_page_says_so(browser: Browser, received: Callable[[], str]) -> None:
    code = received()
    response = browser("dienbien.motcua").get(f"/lam-viec/ho-so/{code}/nop-bo-sung/", follow=True)
    assert "banner-bad" in words_of(response)
