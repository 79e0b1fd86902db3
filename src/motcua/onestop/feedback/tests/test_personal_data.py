"""Personal data is found however it is written, and nothing of it is left when it is struck out."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.identifiers import tax_check_digit
from motcua.onestop.feedback.rules.personal_data import Known, Piece, find, joined, occurrences
from motcua.onestop.feedback.rules.striking import STRUCK, chosen, left_standing, proposed, safe, strike

HOA = Known("Nguyễn Thị Hoa", "0912 345 601", "hoa@example.vn", "12 Phố Thử, Phường Điện Biên")
WORDS = st.lists(
    st.sampled_from(
        ["rác", "thải", "đường", "hỏng", "mong", "ủy", "ban", "sớm", "xử", "lý", "giúp", "bà", "con", "trong", "ngõ", "nhỏ", "ạ"]
    ),
    max_size=8,
).map(" ".join)
GAPS = st.sampled_from(["", " ", ".", "-", "  "])


def spread(draw: st.DrawFn, digits: str) -> str:
    """Digits with separators wherever a person may put them."""
    gap = draw(GAPS)
    return "".join(digit + (gap if draw(st.booleans()) else "") for digit in digits[:-1]) + digits[-1]


@st.composite
def hidden(draw: st.DrawFn) -> tuple[str, str]:
    """A text with one number of a person in it, and the number."""
    kind = draw(st.sampled_from(["phone", "citizen", "tax", "plate", "mail", "bank"]))
    digits = "".join(map(str, draw(st.lists(st.integers(0, 9), min_size=9, max_size=9))))
    if kind == "phone":
        secret = spread(draw, "09" + digits[:8])
    elif kind == "citizen":
        secret = spread(draw, "038" + digits)
    elif kind == "tax":
        check = tax_check_digit(digits)
        secret = f"{digits}{check}" if check is not None else "2809999903"
    elif kind == "plate":
        series = draw(st.sampled_from(["A", "B1", "C", "K1"]))
        secret = f"36{series}-{digits[:3]}{draw(st.sampled_from(['.', '']))}{digits[3:5]}"
    elif kind == "mail":
        secret = f"nguoi{digits[:3]}@example.vn"
    else:
        secret = "số tài khoản " + digits + digits[:4]
    return f"{draw(WORDS)} {secret} {draw(WORDS)}", secret.removeprefix("số tài khoản ")


@settings(max_examples=50, deadline=None)
@given(hidden())
def test_a_number_is_found_wherever_it_stands_and_however_it_is_spread(case: tuple[str, str]) -> None:
    text, secret = case
    assert secret not in safe(text, Known())
    assert not re.search(r"\d{3}", re.sub(r"[\s.-]", "", safe(text, Known())))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=120), st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), max_size=6))
def test_striking_leaves_everything_outside_the_marks_and_nothing_inside(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = [Piece(min(pair), max(pair), "own") for pair in spans]
    covered = {place for piece in pieces for place in range(piece.start, min(piece.end, len(text)))}
    outside = "".join(sign for place, sign in enumerate(text) if place not in covered)
    assert strike(text, pieces).replace(STRUCK, "") == outside.replace(STRUCK, "")
    assert strike(text, []) == text
    ordered = joined(pieces)
    assert all(one.end <= other.start for one, other in pairwise(ordered))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for piece in find(text, HOA):
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Tôi là nguyễn thị hoa ở phường", "hoa"),
        ("toi la NGUYEN THI HOA", "HOA"),
        ("Chị Hoa đã nhiều lần hỏi", "Hoa"),
        ("cán bộ Trần Văn Bình không tiếp dân", "Bình"),
        ("gọi (+84) 912-345-601 nhé", "601"),
        ("gọi +84.912.345.601", "601"),
        ("nhà số 12 ngõ 5 đường Lê Lợi bị ngập", "12"),
        ("tôi ở 27/4 đường Trần Phú.", "27/4"),
        ("số 9 ngõ 3 phố cửa tả", "số 9"),
        ("ở 12 Phố Thử, Phường Điện Biên", "12 Phố Thử"),
        ("CMND 172345678 của tôi", "172345678"),
        ("MST 2809999903", "2809999903"),
        ("biển số 36B1 12345", "12345"),
        ("stk ngân hàng 0123 4567 8901 2", "8901"),
    ],
)
def test_examples_of_people(text: str, gone: str) -> None:
    assert gone not in safe(text, HOA)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 61/2018/NĐ-CP ngày 23/04/2018, hồ sơ H56.31.5-221114-0001",
        "Rác chưa thu gom 3 ngày, 15 hộ dân bị ảnh hưởng, thiệt hại 25.000.000 đồng",
        "Đường Lê Lợi dài 2.500 m",
        "Rác ùn ứ ở đầu ngõ 3 và ngách 12, tổ 5 phường Điện Biên",
    ],
)
def test_laws_sums_and_dates_stay(text: str) -> None:
    numbers = [piece for piece in find(text, HOA) if piece.kind != "name"]
    assert numbers == []


def test_a_person_keeps_drops_and_adds_marks() -> None:
    text = "Bà Nguyễn Thị Hoa và ông Trần Bình, cạnh quán Cây Đa, số 0912345601"
    found = proposed("text", text, HOA)
    kept = [one.key for one in found if one.text != "Trần Bình"]
    struck = strike(text, chosen("text", text, HOA, [*kept, "text:0:3", "answer:1:2"], ["cay da"]))
    assert struck == f"Bà {STRUCK} và ông Trần Bình, cạnh quán {STRUCK}, số {STRUCK}"


def test_words_are_struck_whole_only() -> None:
    assert [text[p.start : p.end] for text in ["Lan và Lành, lan"] for p in occurrences(text, "Lan")] == ["Lan", "lan"]


def test_what_still_stands_of_the_sender_is_told() -> None:
    assert left_standing({"a": "gọi 0912.345.601 cho Hoa", "b": "bà nguyễn thị hoa"}, HOA) == ["0912.345.601", "nguyễn thị hoa"]
    assert left_standing({"a": f"gọi {STRUCK}", "b": "gọi 0987654321"}, HOA) == []
