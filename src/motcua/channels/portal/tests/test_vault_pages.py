"""The vault in the browser: what is there, used again, shared, exported, and read by whom."""

import io
import re
from typing import Any

import pytest
from django.test import Client

from motcua.blocks.audit.api import accesses_of
from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.workflow.api import open_tasks
from motcua.channels.portal.tests.people import ANSWERS, EXTRACT, THANH
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    complete_task,
    dossier_file,
    receive_dossier,
    save_answers,
    sign_result,
    start_draft,
)
from motcua.onestop.vault.api import load_paper_types, my_vault
from tests.office import DIEN_BIEN, PROVINCE, Office

OLD_PAPER = "giay_to_ho_tich_cu"


@pytest.fixture
def document(office: Office, dossier: Dossier) -> int:
    """The signed result of Hoa's dossier, in her vault."""
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))
    for post, outcome in (("tuphap", "propose"), ("chutich", "approved")):
        (task,) = open_tasks("dossier", dossier.pk)
        complete_task(task.pk, decision=Decision(outcome), actor=office.actor(f"dienbien.{post}"))
    sign_result(dossier.pk, actor=SYSTEM)
    drain(1000)
    run_pending(raise_errors=True)
    (card,) = my_vault(office.citizen()).cards
    return card.id


def text_of(reply: Any) -> str:
    text: str = reply.content.decode()
    return text


def test_the_result_lies_in_the_vault_and_its_page_says_what_is_known(hoa: Client, document: int) -> None:
    assert "Bản sao trích lục hộ tịch" in text_of(hoa.get("/kho/"))
    page = text_of(hoa.get(f"/kho/giay-to/{document}/"))
    assert "1/TLHT" in page
    assert "TRICH-LUC-HO-TICH" in page
    assert hoa.get(f"/kho/giay-to/{document}/tep/").content.startswith(b"%PDF")
    assert "Bản sao" not in text_of(hoa.get("/kho/?tim=khong-co"))
    assert "Bản sao" in text_of(hoa.get("/kho/?tim=trich luc"))


def test_a_stranger_finds_nothing_of_it(stranger: Client, document: int) -> None:
    for address in (f"/kho/giay-to/{document}/", f"/kho/giay-to/{document}/tep/", f"/kho/giay-to/{document}/xoa/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/kho/giay-to/{document}/an/", {"an": "1"}).status_code == 404
    assert "Bản sao" not in text_of(stranger.get("/kho/"))


def test_the_second_application_offers_the_first_result_and_one_click_attaches_it(office: Office, hoa: Client, document: int) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    assert "1/TLHT" in text_of(hoa.get(f"/nhap/{draft.key}/giay-to/"))
    page = f"/nhap/{draft.key}/giay-to/{OLD_PAPER}/"
    assert f'value="{document}"' in text_of(hoa.get(page))
    assert hoa.post(f"{page}tu-kho/", {"giay": str(document)}).status_code == 302
    assert draft.papers.get().origin == "result"
    assert hoa.post(f"{page}tu-kho/", {"giay": "nonsense"}, follow=True).status_code == 200
    assert draft.papers.count() == 1


def test_hidden_it_is_offered_nowhere_and_results_cannot_be_deleted(office: Office, hoa: Client, document: int) -> None:
    hoa.post(f"/kho/giay-to/{document}/an/", {"an": "1"})
    assert "Bản sao trích lục hộ tịch" not in text_of(hoa.get("/kho/"))
    assert "Bản sao trích lục hộ tịch" in text_of(hoa.get("/kho/?an"))
    assert hoa.post(f"/kho/giay-to/{document}/xoa/").status_code == 403


def test_own_documents_are_added_with_errors_at_their_fields(hoa: Client, document: int, pdf: bytes) -> None:
    wrong = hoa.post("/kho/them/", {"name": "", "issued_on-day": "31", "issued_on-month": "2", "issued_on-year": "2022"})
    assert wrong.status_code == 422
    assert 'href="#id_issued_on-day"' in text_of(wrong)
    given = {"name": "Bằng đại học", "type_code": "", "tep": io.BytesIO(pdf)}
    given["tep"].name = "bang.pdf"  # type: ignore[attr-defined] # the test client reads the name of the file
    reply = hoa.post("/kho/them/", given)
    assert reply.status_code == 302
    assert "Bằng đại học" in text_of(hoa.get(reply["Location"]))
    assert hoa.post(f"{reply['Location']}xoa/").status_code == 302


def test_link_and_code_open_for_somebody_who_is_not_logged_in_and_guessing_is_slowed_down(hoa: Client, document: int) -> None:
    given = {"documents": [str(document)], "way": "link", "until": "7", "purpose": "Xin việc"}
    page = text_of(hoa.post("/kho/chia-se/moi/", given))
    found = re.search(r"/xem-giay-to/[0-9a-f-]{36}/", page)
    code = re.search(r"<b class=\"code\">([A-Z0-9 ]+)</b>", page)
    assert found is not None
    assert code is not None
    visitor = Client()
    link = found.group()
    assert "Bản sao trích lục" not in text_of(visitor.get(link))
    assert visitor.get(f"{link}{document}/").status_code == 302
    assert visitor.post(link, {"ma": code.group(1)}).status_code == 302
    assert "Bản sao trích lục" in text_of(visitor.get(link))
    assert visitor.get(f"{link}{document}/").content.startswith(b"%PDF")
    assert "đã mở 1 lần" in text_of(hoa.get("/kho/chia-se/"))
    guesser = Client()
    replies = [guesser.post(link, {"ma": f"AAAAAAAA{number:02d}"}).status_code for number in range(12)]
    assert replies[0] == 404
    assert replies[-1] == 429
    assert guesser.post(link, {"ma": code.group(1)}).status_code == 429


def test_shared_with_a_number_it_is_on_that_persons_page_until_it_is_ended(hoa: Client, stranger: Client, document: int) -> None:
    given = {"documents": [str(document)], "way": "number", "to_number": THANH["SoDinhDanh"], "until": "1", "purpose": "Thừa kế"}
    assert hoa.post("/kho/chia-se/moi/", given).status_code == 302
    assert "Thừa kế" in text_of(stranger.get("/kho/duoc-chia-se/"))
    assert stranger.get(f"/kho/giay-to/{document}/tep/").status_code == 200
    share = re.search(r"/kho/chia-se/(\d+)/dung/", text_of(hoa.get("/kho/chia-se/")))
    assert share is not None
    assert stranger.post(share.group()).status_code == 404
    assert hoa.post(share.group()).status_code == 302
    assert stranger.get(f"/kho/giay-to/{document}/tep/").status_code == 404
    wrong = hoa.post("/kho/chia-se/moi/", {"way": "number", "until": "3000", "purpose": ""})
    assert wrong.status_code == 422


def test_an_archive_is_ordered_fetched_and_checked_by_anybody(hoa: Client, stranger: Client, document: int) -> None:
    assert hoa.post("/kho/goi/").status_code == 302
    run_pending(raise_errors=True)
    found = re.search(r"/kho/goi/[0-9a-f-]{36}/", text_of(hoa.get("/kho/goi/")))
    assert found is not None
    data = hoa.get(found.group()).content
    assert stranger.get(found.group()).status_code == 404
    for content, tone in ((data, "banner-good"), (data[:-400], "banner-bad"), (b"x", "banner-bad")):
        upload = io.BytesIO(content)
        upload.name = "kho.zip"
        assert tone in text_of(Client().post("/kho/kiem-tra-goi/", {"tep": upload}))


def test_a_reading_is_disputed_beside_its_line(office: Office, hoa: Client, stranger: Client, document: int) -> None:
    code = Dossier.objects.get().code
    dossier_file(code, purpose="supervision", actor=office.actor("kiemsoat.tinh"))
    reading = accesses_of(office.citizen().party_id or 0).first()
    assert reading is not None
    page = f"/du-lieu-cua-toi/{reading.pk}/phan-doi/"
    assert page in text_of(hoa.get("/du-lieu-cua-toi/"))
    assert stranger.get(page).status_code == 404
    assert hoa.post(page, {"text": ""}).status_code == 422
    assert hoa.post(page, {"text": "Tôi không nộp gì ở đó"}).status_code == 302
    assert page not in text_of(hoa.get("/du-lieu-cua-toi/"))


def test_staff_pages_are_for_organisations(hoa: Client, document: int) -> None:
    assert hoa.get("/kho/nguoi-duoc-giao/").status_code == 200
    assert hoa.post("/kho/nguoi-duoc-giao/", {"person_number": THANH["SoDinhDanh"], "may": "read"}).status_code == 422


def test_nobody_sees_a_vault_without_logging_in(db: None) -> None:
    for address in ("/kho/", "/kho/them/", "/kho/chia-se/", "/kho/goi/", "/kho/duoc-chia-se/"):
        assert Client().get(address).status_code == 302
