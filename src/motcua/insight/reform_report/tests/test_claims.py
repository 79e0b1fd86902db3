"""The checker reads a printed report and asks what a careful reader would ask."""

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackRefused, parse_as, read_yaml
from motcua.insight.reform_report.rules.claim_book import ClaimBook
from motcua.insight.reform_report.rules.claim_document import words_of
from motcua.insight.reform_report.rules.claim_list import lengths
from motcua.insight.reform_report.rules.claim_questions import Question, questions
from motcua.insight.reform_report.rules.claim_reading import claims_of, unexplained
from motcua.insight.reform_report.rules.claim_text import grouped, number_of, read
from motcua.kernel.errors import InvalidInput

BOOK = parse_as(ClaimBook, read_yaml(Path(__file__).parents[5] / "provinces/thanh_hoa/reports/claims.yaml"))
DOSSIERS = (
    "Toàn tỉnh có tổng số hồ sơ tiếp nhận tại bộ phận một cửa các cấp là: 1.326.613 hồ sơ; tiếp nhận trực tiếp là: 988.409; "
    "tiếp nhận trực tuyến mức độ 3, mức độ 4 là: 338.204 hồ sơ. Số hồ sơ đã giải quyết: {resolved} hồ sơ, "
    "đã giải quyết đúng hạn: 1.320.000 (đạt {share}%)."
)


def asked(text: str, **records: Decimal) -> dict[str, Question]:
    page = read(text)
    by_figure = {name.replace("__", "."): value for name, value in records.items()}
    return {question.kind: question for question in questions(page, BOOK, claims_of(page, BOOK), by_figure)}


def said(question: Question) -> str:
    return question.says % question.params


@pytest.mark.parametrize("phrase", BOOK.phrases)
def test_every_phrase_finds_its_own_figures(phrase: str) -> None:
    numbers = iter(range(1_234, 9_999))
    text = re.sub(r"\{[^}]+\}", lambda _: grouped(Decimal(next(numbers))), phrase).replace("...", "của các cấp").replace("***", "2022")
    found = {claim.figure: claim.value for claim in claims_of(read(f"Trong kỳ, {text.upper()}."), BOOK)}
    for place, figure in enumerate(re.findall(r"\{([^}]+)\}", phrase)):
        assert found[figure] == 1_234 + place


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_is_read_as_it_was_printed(value: Decimal) -> None:
    assert number_of(grouped(value)) == value


def test_nothing_is_asked_about_figures_that_add_up() -> None:
    assert asked(DOSSIERS.format(resolved="1.322.000", share="99,85")) == {}


def test_more_resolved_than_received_asks_for_the_opening_balance() -> None:
    question = asked(DOSSIERS.format(resolved="1.355.142", share="97,41"))["at_most"]
    assert "28.529" in said(question)
    assert question.reason is not None
    assert "kỳ trước chuyển sang" in question.reason.vi


def test_a_ratio_that_was_cut_is_told_from_one_that_is_wrong() -> None:
    assert "99,8487" in said(asked(DOSSIERS.format(resolved="1.322.000", share="99,84"))["cut"])
    assert "99,8 %" in said(asked(DOSSIERS.format(resolved="1.322.000", share="98,1"))["ratio"])


def test_what_enters_the_national_database_is_expected_to_be_new_plus_simplified() -> None:
    text = "(14 TTHC đơn giản hóa, 579 thủ tục mới ban hành, 120 thủ tục bãi bỏ). Nhập dữ liệu 589 TTHC, không công khai 120 TTHC"
    assert "593 (579 + 14)" in said(asked(text)["expected"])


def test_a_figure_that_differs_from_the_records_is_asked_about() -> None:
    text = DOSSIERS.format(resolved="1.322.000", share="99,85")
    question = asked(text, dossiers__resolved=Decimal(1_322_001), dossiers__received=Decimal(1_326_613))["records"]
    assert (question.figures, question.params["records"]) == (("dossiers.resolved",), "1.322.001")


@pytest.mark.parametrize(("printed", "records", "agrees"), [("hơn 230", 231, True), ("hơn 230", 229, False), ("230", 231, False)])
def test_a_vague_word_allows_what_it_says(printed: str, records: int, agrees: bool) -> None:
    text = f"đôn đốc thực hiện {printed} lớp đào tạo, bồi dưỡng đã được phê duyệt"
    assert ("records" not in asked(text, training__classes_approved=Decimal(records))) is agrees


def test_a_figure_said_twice_differently_is_asked_about() -> None:
    text = "732 dịch vụ công mức độ 4 và 169 dịch vụ công mức độ 3. Sau đó 731 dịch vụ công mức độ 4 và 169 dịch vụ công mức độ 3"
    assert "732" in said(asked(text)["twice"])


def test_a_share_that_no_whole_number_gives_is_asked_about() -> None:
    assert "share" in asked("tiếp nhận 10 phản ánh, kiến nghị. 99,06% phản ánh, kiến nghị được xử lý")
    assert asked("tiếp nhận 1.065 phản ánh, kiến nghị. 99,06% phản ánh, kiến nghị được xử lý") == {}


@pytest.mark.parametrize(
    ("after", "counts"),
    [
        (" đơn vị (Lang Chánh, Quan Sơn, Vĩnh Lộc và Thiệu Hóa); việc khác", {3, 4}),
        (" phòng thuộc các sở: Tư pháp, Công Thương (01); Khoa học và Công nghệ (02). Việc khác", {4}),
        (" phòng họp (Sở A, Ban Quản lý B và các Khu C, 15 đơn vị cấp huyện)", {17}),
        (" văn bản về đất đai", set()),
    ],
)
def test_a_list_after_a_figure_is_counted(after: str, counts: set[int]) -> None:
    assert lengths(after) == counts


def test_a_list_shorter_than_its_figure_is_asked_about() -> None:
    assert "listed" in asked("kiểm tra văn bản QPPL tại 09 đơn vị (Lang Chánh, Quan Sơn, Hoằng Hóa)")


def test_numbers_no_phrase_explains_are_shown_but_not_dates_and_documents() -> None:
    text = read("Theo Quyết định số 468/QĐ-TTg ngày 27/3/2021, năm 2022 có 47 cơ quan cấp tỉnh25 và 12,5% đạt.")
    assert [text.printed[start:end] for start, end in unexplained(text, [])] == ["47", "12,5"]


def test_words_and_names_can_state_a_figure() -> None:
    text = read("không có TTHC ban hành trái thẩm quyền; số hóa toàn bộ dữ liệu hộ tịch tại huyện Quảng Xương, Thọ Xuân và Bá Thước.")
    values = {claim.figure: claim.value for claim in claims_of(text, BOOK)}
    assert values == {"tthc.issued_without_authority": 0, "civil_status.districts_digitised": 3}


def test_a_text_document_whose_words_are_broken_is_refused() -> None:
    whole, broken = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(broken, "w") as bad:
        for part in good.namelist():
            bad.writestr(part, b"<w:document" if part == "word/document.xml" else good.read(part))
    assert words_of("a.docx", whole.getvalue()) == ""
    with pytest.raises(InvalidInput):
        words_of("a.docx", broken.getvalue())


def test_a_phrase_without_a_figure_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("source: thử\nphrases:\n  - ban hành văn bản\n")
    with pytest.raises(PackRefused, match=r"claims\.yaml"):
        parse_as(ClaimBook, read_yaml(file))
