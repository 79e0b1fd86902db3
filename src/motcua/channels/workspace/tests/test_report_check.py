"""A written report is checked in the workspace: from pasted text or a DOCX, with its questions and the records behind."""

import io
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.insight.reform_report.api import load_reports
from motcua.kernel.actor import SYSTEM
from tests.office import PROVINCE, Office

Browser = Callable[[str], Client]
PAGE = "/lam-viec/bao-cao-cai-cach/kiem-tra/"
TEXT = "Số hồ sơ đã giải quyết: 20 hồ sơ, đã giải quyết đúng hạn: 19 (đạt 94%). Có 47 cơ quan <b>khác</b>."


@pytest.fixture
def auditor(office: Office, browser: Browser) -> Client:
    load_reports(PROVINCE / "reports", actor=SYSTEM)
    return browser("kiemsoat.tinh")


def typed(office: Office, **changes: object) -> dict[str, object]:
    days = {"from-day": "1", "from-month": "1", "from-year": "2022", "to-day": "22", "to-month": "11", "to-year": "2022"}
    return {"unit": str(office.unit("38").pk), "text": TEXT, **days, **changes}


def test_questions_stand_with_the_words_around_and_the_way_to_the_records(office: Office, auditor: Client) -> None:
    reply = auditor.post(PAGE, typed(office))
    page = words_of(reply)
    assert "19 trên 20 là 95 %, văn bản ghi 94 %" in page
    assert "Văn bản ghi 20, dữ liệu trong hệ thống là 0" in page
    assert "chi-so=dossiers.resolved&amp;" in reply.content.decode()
    assert "1 số chưa rõ nghĩa" in page
    assert "<b>khác</b>" not in reply.content.decode(), "the text is shown, not run"
    assert "94%" in page, "what was pasted stays"


def test_a_text_document_is_read_with_its_tables(office: Office, auditor: Client) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = TEXT
    data = io.BytesIO()
    document.save(data)
    reply = auditor.post(PAGE, typed(office, text="", file=SimpleUploadedFile("bao-cao.docx", data.getvalue())))
    assert "19 trên 20 là 95 %" in words_of(reply)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.docx", b"PK\x03\x04 not a zip", "Không đọc được tệp DOCX"),
        ("x.txt", b"\xff\xfe\xff", "không phải tệp DOCX"),
        ("x.txt", b"", "Ông/bà cần nhập nội dung báo cáo"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_what_was_typed_stays(
    name: str, data: bytes, says: str, office: Office, auditor: Client
) -> None:
    reply = auditor.post(PAGE, typed(office, text="", file=SimpleUploadedFile(name, data)))
    assert (reply.status_code, says in words_of(reply)) == (422, True)


def test_a_specialist_does_not_check_reports(office: Office, browser: Browser) -> None:
    assert browser("dienbien.tuphap").get(PAGE).status_code == 403
