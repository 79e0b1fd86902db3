"""The slips of Circulars 01/2018 and 03/2025/TT-VPCP carry every field of their form."""

import copy
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from motcua.blocks.printing.api import qr_svg, render_pdf

SLIPS = Path(__file__).resolve().parents[1] / "slips"
AT = datetime(2022, 11, 14, 1, 30, tzinfo=UTC)
NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
HEAD = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND THÀNH PHỐ THANH HÓA", "UBND PHƯỜNG ĐIỆN BIÊN"]
EXPECTED = {
    "slip_01": [
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: H56.14.12-221114-0001",
        "tiếp nhận hồ sơ của: Nguyễn Thị Thùy Dương",
        "Địa chỉ: Số 12 đường Lê Hoàn",
        "Số điện thoại: 0912 345 678",
        "Email: thuyduong@example.vn",
        "Nội dung yêu cầu giải quyết: Cấp bản sao",
        "Tờ khai cấp bản sao trích lục hộ tịch",
        "Số lượng hồ sơ: 1 (bộ)",
        "theo quy định là: trong ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 14 tháng 11 năm 2022",
        "kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 14 tháng 11 năm 2022",
        "Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả",
        "16.000 đồng",
        "Quyển số: 01/2022; Số thứ tự: 0001",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Lê Văn Thắng",
        "hai liên",
    ],
    "slip_02": [
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Số: 0007/HDHS",
        "Hồ sơ của: Trịnh Quốc Bảo",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Giấy chứng sinh",
        "Bản đã nộp bị mờ",
        "Số lượng",
        "Lý do: Hồ sơ chưa đủ thành phần",
        "trước 17 giờ 00 phút, ngày 15 tháng 12 năm 2022",
        "số điện thoại 0237 3852 246",
        "NGƯỜI HƯỚNG DẪN",
    ],
    "slip_03": [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "hồ sơ của: Công ty TNHH Thương mại Sông Mã",
        "Giấy đề nghị đăng ký hộ kinh doanh",
        "không tiếp nhận, giải quyết hồ sơ này",
        "không thuộc thẩm quyền giải quyết",
        "Căn cứ: Điều 15 Nghị định số 01/2021/NĐ-CP",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Phạm Đức Huy",
    ],
    "slip_04": [
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Nguyễn Thị Thùy Dương",
        "Ngày 14/11/2022",
        "mã số H56.14.12-221114-0001; thời gian hẹn trả",
        "17 giờ 00 phút, ngày 16 tháng 11 năm 2022",
        "quá hạn 1 ngày",
        "Phải tra cứu sổ hộ tịch gốc",
        "16 giờ 30 phút, ngày 21 tháng 11 năm 2022",
        "xin lỗi",
        "CHỦ TỊCH",
        "Trần Đức Long",
    ],
    "slip_05": [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Nguyễn Thị Thùy Dương",
        "Cấp bản sao trích lục hộ tịch",
        "04/09/2025",
        "đề nghị dừng vì đã tìm thấy bản chính",
        "NGƯỜI THÔNG BÁO",
    ],
}


def sample(slip: str) -> dict[str, object]:
    return json.loads((SLIPS / f"{slip}.sample.json").read_text())


def printed(slip: str, data: dict[str, object], folder: Path) -> str:
    file = folder / "slip.pdf"
    file.write_bytes(render_pdf(SLIPS / f"{slip}.typ", data, images={"qr": qr_svg("https://motcua.example/x")}, at=AT))
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(text.split())


@NEEDS_POPPLER
@pytest.mark.parametrize("slip", EXPECTED)
def test_a_slip_carries_every_field_of_its_form(slip, tmp_path):
    text = printed(slip, sample(slip), tmp_path)
    assert [words for words in HEAD + EXPECTED[slip] if words not in text] == []


@pytest.mark.parametrize("slip", EXPECTED)
def test_a_slip_fits_on_one_page_and_is_small(slip, tmp_path):
    file = tmp_path / "slip.pdf"
    file.write_bytes(render_pdf(SLIPS / f"{slip}.typ", sample(slip), images={"qr": qr_svg("x")}, at=AT))
    with pikepdf.open(file) as document:
        assert len(document.pages) == 1
    assert file.stat().st_size < 45_000


@NEEDS_POPPLER
def test_a_receipt_without_a_limit_fee_or_papers_says_so(tmp_path):
    data = sample("slip_01") | {"components": [], "fees": [], "time_limit": None, "due_at": None, "book": None}
    text = printed("slip_01", data, tmp_path)
    for words in ("không có giấy tờ kèm theo", "theo quy định là: không quy định", "theo thông báo của cơ quan", "Phí, lệ phí: không thu"):
        assert words in text
    assert "Quyển số" not in text


@NEEDS_POPPLER
@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"amount": 8, "unit": "hour"}, "08 giờ làm việc"),
        ({"amount": 15, "unit": "working_day"}, "15 ngày làm việc"),
        ({"amount": 30, "unit": "calendar_day"}, "là: 30 ngày"),
    ],
)
def test_the_legal_time_limit_is_said_in_its_unit(limit, words, tmp_path):
    assert words in printed("slip_01", sample("slip_01") | {"time_limit": limit}, tmp_path)


@NEEDS_POPPLER
def test_several_fees_are_added_up(tmp_path):
    fees = [{"name": "Lệ phí", "amount": 100000}, {"name": "Phí thẩm định", "amount": 1250000}]
    assert "tổng cộng 1.350.000 đồng" in printed("slip_01", sample("slip_01") | {"fees": fees}, tmp_path)


@pytest.mark.parametrize("slip", EXPECTED)
def test_a_slip_prints_without_its_optional_parts_and_with_forty_papers(slip, tmp_path):
    data = copy.deepcopy(sample(slip))
    needed = {"agency", "dossier_code", "applicant", "request", "components", "received_at", "officer", "date", "number", "reason"}
    needed |= {"old_due", "new_due", "signer"}
    bare = {key: value for key, value in data.items() if key in needed}
    bare["agency"], bare["applicant"] = {"name": "UBND xã Hoằng Quang"}, {"name": "Lê Ánh"}
    bare["components"] = [{"name": f"Giấy tờ thứ {number} " * 4} for number in range(40)]
    file = tmp_path / "slip.pdf"
    file.write_bytes(render_pdf(SLIPS / f"{slip}.typ", bare, at=AT))
    with pikepdf.open(file) as document:
        longest = 1 if slip in {"slip_04", "slip_05"} else 4  # these two list no papers
        assert min(longest, 2) <= len(document.pages) <= longest


@NEEDS_POPPLER
def test_under_the_new_circular_the_apology_asks_for_an_extension(tmp_path):
    text = printed("slip_04", sample("slip_04") | {"form_set": "2025", "late_days": 0}, tmp_path)
    assert "ĐỀ NGHỊ GIA HẠN" in text
    assert "quá hạn" not in text
