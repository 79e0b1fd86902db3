"""Vietnamese text, amounts in words, two ways of rounding."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.money import format_dong, in_words
from motcua.kernel.rounding import half_up, truncate
from motcua.kernel.text import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đăng  ký   khai sinh", "dang ky khai sinh"), ("ĐƯỜNG Nguyễn Huệ", "duong nguyen hue"), (" Lý lịch tư pháp ", "ly lich tu phap")],
)
def test_folded_text_has_no_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_both_spellings_of_the_same_letters_fold_and_sort_alike() -> None:
    composed, decomposed = "Huế", "Hue\u0302\u0301"
    assert fold(composed) == fold(decomposed) == "hue"
    assert sort_key(composed) == sort_key(decomposed)


def test_words_are_ordered_as_in_a_dictionary() -> None:
    words = ["an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "em", "êm", "on", "ôn", "ơn", "um", "ưm"]
    mixed = [*words[1::2], *words[::2]]
    assert sorted(mixed, key=sort_key) == words
    assert sorted(["Bình Minh", "Bình", "Bính", "Binh Minh"], key=sort_key) == ["Bình", "Bính", "Binh Minh", "Bình Minh"]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (8_000, "Tám nghìn đồng"),
        (15_000, "Mười lăm nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (135_000, "Một trăm ba mươi lăm nghìn đồng"),
        (205, "Hai trăm linh năm đồng"),
        (1_010, "Một nghìn không trăm mười đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (24_444, "Hai mươi tư nghìn bốn trăm bốn mươi tư đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (2_500_000_000_000, "Hai nghìn năm trăm tỷ đồng"),
        (1_000_005_021, "Một tỷ không trăm linh năm nghìn không trăm hai mươi mốt đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert in_words(amount) == words


@settings(max_examples=50)
@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_different_amounts_have_different_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


def test_amounts_in_figures() -> None:
    assert format_dong(1_234_567) == "1.234.567 đồng"


def test_the_published_figures_come_out_of_the_two_ways_of_rounding() -> None:
    on_time = Decimal(1_352_127) / Decimal(1_355_142) * 100
    assert (truncate(on_time, 2), half_up(on_time, 2)) == (Decimal("99.77"), Decimal("99.78"))
    elementary = Decimal(62) / Decimal(5_820) * 100
    assert (truncate(elementary, 2), half_up(elementary, 2)) == (Decimal("1.06"), Decimal("1.07"))
    assert half_up(Decimal("2.345"), 2) == Decimal("2.35")
    assert half_up(Decimal("-2.345"), 2) == Decimal("-2.35")


@settings(max_examples=50)
@given(st.decimals(-(10**6), 10**6, places=6), st.integers(0, 4))
def test_rounding_stays_within_its_step(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    assert abs(half_up(value, places) - value) <= step / 2
    assert abs(truncate(value, places)) <= abs(value) < abs(truncate(value, places)) + step
