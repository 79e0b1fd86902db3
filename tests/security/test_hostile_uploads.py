"""Hostile files at every door: each is refused in a sentence that names it, in the reader's language, and leaves nothing behind."""

import html
import re
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.files.api import StoredFile
from motcua.blocks.files.tests import planted
from motcua.channels.portal.tests.people import logged_in
from motcua.channels.public_api.tests.machine import machine_of
from motcua.onestop.dossiers.api import (
    Dossier,
    Draft,
    Paper,
    SupplementItem,
    attach_paper,
    request_supplement,
    save_answers,
    start_draft,
    submit_dossier,
)
from tests.office import DIEN_BIEN, Office
from tests.security.hostile import HOSTILE, NFD, Hostile
from tests.security.world import ANSWERS, EXTRACT, picture

PAPER = "giay_to_ho_tich_cu"
LIGHT = {name: one for name, one in HOSTILE.items() if not one.heavy}


@pytest.fixture
def draft(office: Office) -> Draft:
    """A draft with every answer and one good paper: what was typed, and must stay."""
    citizen = office.citizen()
    started = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(started.key, values=ANSWERS, actor=citizen)
    attach_paper(started.key, PAPER, name="tot.png", stream=picture(), actor=citizen)
    return Draft.objects.get(pk=started.pk)


def file_of(hostile: Hostile) -> BytesIO:
    file = BytesIO(hostile.make())
    file.name = hostile.name
    return file


def stored() -> tuple[int, int, int, list[Any]]:
    """Rows and bytes that are kept, and every draft's answers."""
    blobs = sum(1 for path in (Path(settings.VAR) / "files").rglob("*") if path.is_file())
    return StoredFile.objects.count(), Paper.objects.count(), blobs, list(Draft.objects.values_list("answers", "pages_done"))


def shown_name(hostile: Hostile) -> str:
    """How much of the name the sentence must show: its last part, its letters composed or not."""
    return hostile.name.rpartition("/")[2].replace("\u202e", "")[-40:]


def says(text: str, hostile: Hostile, fragment: str) -> bool:
    plain, name = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", shown_name(hostile))
    return fragment in plain and name in plain and "\u202e" not in plain


def in_words(page: bytes) -> str:
    """The text of a page as it is read, without its tags; a tag in a name would be missing from it."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page.decode()))


def refused_by_page(client: Client, address: str, field: str, hostile: Hostile, fragment: str) -> str:
    before = stored()
    reply = client.post(address, {field: file_of(hostile)})
    if reply.status_code not in {200, 400, 413, 422}:
        return f"{reply.status_code}"
    if not says(in_words(reply.content), hostile, fragment):
        return f"does not say “{fragment}”: {in_words(reply.content)[-900:]}"
    if b"<img src=x" in reply.content:
        return "the name of the file became a tag"
    return "" if stored() == before else "something was kept"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_portal_refuses_in_words_and_keeps_what_was_typed(office: Office, draft: Draft, language: str) -> None:
    client = logged_in(Account.objects.get(username="eid-038185004217"))
    client.cookies["ngon_ngu"] = language
    address, wrong = f"/nhap/{draft.key}/giay-to/{PAPER}/", {}
    for name, one in (HOSTILE if language == "vi" else LIGHT).items():
        said = refused_by_page(client, address, "tep", one, getattr(one, language))
        if said:
            wrong[name] = said
    assert wrong == {}
    assert "tot.png" in client.get(address).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_api_refuses_in_words_and_keeps_what_was_sent(office: Office, draft: Draft, language: str) -> None:
    machine, wrong = machine_of(office.citizen()), {}
    for name, one in (HOSTILE if language == "vi" else LIGHT).items():
        before = stored()
        reply = machine.upload(f"/drafts/{draft.key}/papers", PAPER, file_of(one), Accept_Language=language)
        detail = reply.json().get("detail", "")
        if reply.status_code != 422 or reply.headers["Content-Type"] != "application/problem+json" or stored() != before:
            wrong[name] = f"{reply.status_code} {reply.content[:300]!r}"
        elif not says(detail, one, getattr(one, language)) or not reply.json()["way_out"]:
            wrong[name] = detail
    assert wrong == {}


def test_a_supplement_refuses_the_same_files_at_both_doors(office: Office, draft: Draft) -> None:
    citizen, wrong = office.citizen(), {}
    dossier = submit_dossier(draft.key, actor=citizen)
    asked = [SupplementItem(PAPER, "Giấy tờ", "Bản chụp mờ")]
    request_supplement(dossier.code, items=asked, reason="Chưa rõ", actor=office.actor("dienbien.motcua"))
    machine, client = machine_of(citizen), logged_in(Account.objects.get(username="eid-038185004217"))
    page = client.get(f"/ho-so/{dossier.code}/bo-sung/").content.decode()
    (field,) = set(re.findall(r'<input[^>]*type="file"[^>]*name="([^"]+)"', page) or re.findall(r'name="([^"]+)"[^>]*type="file"', page))
    for name in ("empty", "program named pdf", "locked pdf", "pdf with a script", "pixel bomb", "half a jpeg", "a name with a tag"):
        one, before = HOSTILE[name], stored()
        said = refused_by_page(client, f"/ho-so/{dossier.code}/bo-sung/", field, one, one.vi)
        reply = machine.upload(f"/dossiers/{dossier.code}/supplement-papers", PAPER, file_of(one))
        if said or reply.status_code != 422 or not says(reply.json()["detail"], one, one.vi) or stored() != before:
            wrong[name] = said or f"{reply.status_code} {reply.content[:300]!r}"
    assert wrong == {}


GOOD_NAMES = {
    "../../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Windows\\giấy.pdf": "giấy.pdf",
    NFD: "Giấy khai sinh của bé.pdf",
    "giay\u202efdp.pdf": "giayfdp.pdf",
    "a\tb\x07.pdf": "ab.pdf",
}


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_a_good_file_is_kept_under_a_plain_name_at_both_doors(office: Office, draft: Draft, name: str) -> None:
    good = Hostile(name, planted.pdf, "", "")
    machine, client = machine_of(office.citizen()), logged_in(Account.objects.get(username="eid-038185004217"))
    reply = machine.upload(f"/drafts/{draft.key}/papers", PAPER, file_of(good))
    assert (reply.status_code, reply.json()["name"]) == (201, GOOD_NAMES[name])
    assert client.post(f"/nhap/{draft.key}/giay-to/{PAPER}/", {"tep": file_of(good)}).status_code == 302
    newest = [model.objects.order_by("-pk").values_list("name", flat=True)[:2] for model in (Paper, StoredFile)]
    assert {kept for names in newest for kept in names} == {GOOD_NAMES[name]}


def test_a_name_longer_than_any_head_of_a_request_is_refused_in_words_at_both_doors(office: Office, draft: Draft) -> None:
    long = Hostile("ă" * 600 + ".pdf", planted.pdf, "", "")
    machine, client, before = machine_of(office.citizen()), logged_in(Account.objects.get(username="eid-038185004217")), stored()
    for headers in ({}, {"Idempotency_Key": "k1"}):
        reply = machine.upload(f"/drafts/{draft.key}/papers", PAPER, file_of(long), **headers)
        assert (reply.status_code, reply.headers["Content-Type"]) == (400, "application/problem+json")
    page = client.post(f"/nhap/{draft.key}/giay-to/{PAPER}/", {"tep": file_of(long)})
    assert page.status_code == 400
    assert "Chúng tôi không đọc được yêu cầu này" in page.content.decode()
    assert stored() == before


def test_a_good_file_with_a_name_of_500_letters_is_kept_under_the_beginning_of_it(office: Office, draft: Draft) -> None:
    long = Hostile("a" * 496 + ".pdf", planted.pdf, "", "")
    reply = machine_of(office.citizen()).upload(f"/drafts/{draft.key}/papers", PAPER, file_of(long))
    assert reply.status_code == 201
    assert reply.json()["name"] == "a" * 146 + ".pdf"


TYPED = {
    "do": "take_in",
    "p_number": "038185004217",
    "nyc_ho_ten": "Nguyễn Thị Hoa",
    "nyc_so_dinh_danh": "038185004217",
    "nyc_noi_cu_tru-text": "Số 12 phố Đinh Lễ",
    "nyc_noi_cu_tru-area": DIEN_BIEN,
    "nyc_dien_thoai": "0912345601",
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "ho_ten": "Nguyễn Thị Hoa",
    "ngay_sinh-day": "12",
    "ngay_sinh-month": "3",
    "ngay_sinh-year": "1985",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": "2",
    "mien_phi": "khong",
    "cam_doan": "true",
    "channel": "desk",
}


def test_the_counter_refuses_a_hostile_scan_in_words_and_keeps_what_was_typed(office: Office) -> None:
    office.citizen()
    client, wrong = logged_in(Account.objects.get(username="dienbien.motcua")), {}
    for number, (name, one) in enumerate(LIGHT.items()):
        before = stored()
        page = {**TYPED, "key": f"00000000-0000-4000-8000-{number:012}", f"scan.{PAPER}": file_of(one)}
        reply = client.post(f"/lam-viec/tiep-nhan/{EXTRACT}/", page)
        text = reply.content.decode()
        lost = [
            value
            for field, value in TYPED.items()
            if field in {"nyc_noi_cu_tru-text", "noi_dang_ky", "nyc_dien_thoai"} and value not in text
        ]
        if reply.status_code != 422 or not says(in_words(reply.content), one, one.vi) or lost or stored() != before:
            wrong[name] = f"{reply.status_code} lost {lost}"
    assert wrong == {}
    assert Dossier.objects.count() == 0
    good = client.post(
        f"/lam-viec/tiep-nhan/{EXTRACT}/",
        {**TYPED, "key": str(uuid4()), f"scan.{PAPER}": file_of(Hostile("a\u202eb.png", planted.picture, "", ""))},
    )
    assert good.status_code == 302
    assert Paper.objects.get().name == "ab.png"
