from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.forms.api import Area, FormDefinition, FormError
from motcua.kernel.errors import NotFound

TODAY = date(2022, 11, 30)
AREAS = {"14767": Area("14767", "Phường Điện Biên"), "15925": Area("15925", "Xã Hoằng Quang")}


def _label(text: str) -> dict[str, str]:
    return {"vi": text, "en": f"{text} (en)"}


def _find_area(text: str) -> Area | None:
    return AREAS.get(text) or next((area for area in AREAS.values() if area.name == text), None)


def _options(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "vi": value.upper(), "en": value.title()} for value in values]


def schema() -> dict[str, Any]:
    """One question of every kind, with a hidden one and a hidden page."""
    properties: dict[str, Any] = {
        "ho_ten": {"type": "string", "maxLength": 100, "minLength": 2, "x-prefill": "person.full_name", "x-autocomplete": "name"},
        "ly_do": {"type": "string", "x-widget": "textarea"},
        "ngay_sinh": {"type": "string", "format": "date", "x-widget": "date", "x-not-after": "today", "x-prefill": "person.birth_date"},
        "ngay_cap": {"type": "string", "x-widget": "date", "x-not-before": "ngay_sinh", "x-not-after": "today"},
        "loai": {"type": "string", "x-widget": "select", "x-options": _options("a", "b")},
        "uy_quyen": {"type": "boolean", "x-widget": "radio"},
        "nguoi_uy_quyen": {"type": "string", "x-show-if": "uy_quyen == true"},
        "chon": {"type": "array", "items": {"type": "string"}, "x-widget": "checkboxes", "x-options": _options("x", "y", "z")},
        "cam_doan": {"type": "boolean", "x-widget": "confirm"},
        "so_luong": {"type": "integer", "minimum": 1, "maximum": 50, "x-widget": "number"},
        "dien_tich": {"type": "number", "x-widget": "number"},
        "von": {"type": "integer", "minimum": 0, "x-widget": "money"},
        "dien_thoai": {"type": "string", "x-widget": "phone"},
        "thu": {"type": "string", "x-widget": "email"},
        "cccd": {"type": "string", "x-widget": "citizen_number"},
        "mst": {"type": "string", "x-widget": "tax_code"},
        "noi_o": {"type": "object", "x-widget": "address", "x-source": "communes"},
        "thanh_vien": {
            "type": "array",
            "maxItems": 3,
            "x-widget": "repeat",
            "items": {
                "type": "object",
                "required": ["ten"],
                "properties": {
                    "ten": {"type": "string", "x-label": _label("Tên")},
                    "sinh": {"type": "string", "x-widget": "date", "x-label": _label("Sinh"), "x-not-after": "today"},
                    "noi_o": {"type": "object", "x-widget": "address", "x-label": _label("Nơi ở")},
                },
            },
        },
    }
    for name, part in properties.items():
        part["x-label"] = _label(name)
    names = list(properties)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["ho_ten", "ngay_sinh", "nguoi_uy_quyen", "cam_doan", "dien_tich"],
        "properties": properties,
        "x-pages": [
            {"id": "nguoi", "title": _label("Người"), "fields": names[:7]},
            {"id": "loai_b", "title": _label("Loại b"), "fields": names[7:11], "show_if": "loai == 'b'"},
            {"id": "khac", "title": _label("Khác"), "fields": names[11:]},
        ],
    }


FORM = FormDefinition.load(schema())

_texts = st.text(st.characters(whitelist_categories=["L", "Nd"]), min_size=2, max_size=40).map(lambda text: normalize("NFC", text))
_dates = st.dates(date(1900, 1, 1), TODAY).map(date.isoformat)
_addresses = st.builds(
    lambda text, area: {"text": text, "area": area.code, "area_name": area.name}, _texts, st.sampled_from(list(AREAS.values()))
)
_rows = st.fixed_dictionaries({"ten": _texts}, optional={"sinh": _dates, "noi_o": _addresses})
_kinds: dict[str, st.SearchStrategy[Any]] = {
    "ly_do": _texts,
    "ngay_cap": st.just(TODAY.isoformat()),
    "loai": st.sampled_from(["a", "b"]),
    "uy_quyen": st.booleans(),
    "chon": st.lists(st.sampled_from("xyz"), min_size=1, unique=True).map(sorted),
    "so_luong": st.integers(1, 50),
    "von": st.integers(0, 10**12),
    "dien_thoai": st.from_regex(r"\A0[35789][0-9]{8}\Z").filter(str.isascii),
    "thu": st.just("ten@example.vn"),
    "cccd": st.from_regex(r"\A038[0-3][0-9]{8}\Z").filter(str.isascii),
    "mst": st.just("2800000027"),
    "noi_o": _addresses,
    "thanh_vien": st.lists(_rows, min_size=1, max_size=3),
}
_needed = {
    "ho_ten": _texts,
    "ngay_sinh": _dates,
    "nguoi_uy_quyen": _texts,
    "cam_doan": st.just(True),
    "dien_tich": st.integers(-999, 999) | st.decimals(-99, 99, places=2).map(float),
}
answer_sets = st.fixed_dictionaries(_needed, optional=_kinds)


def _plain_numbers(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in answers.items()}


@settings(max_examples=50, deadline=None)
@given(answer_sets)
def test_what_is_shown_again_and_posted_again_is_the_same(answers: dict[str, Any]) -> None:
    answers = FORM.answers_that_count(_plain_numbers(answers))
    for page in FORM.pages(answers):
        result = FORM.parse(page.id, FORM.posted(page.id, answers), answers, today=TODAY, find_area=_find_area)
        assert result.errors == []
        assert result.values == {field.name: answers[field.name] for field in page.fields if field.name in answers}
        assert result.answers == answers


@settings(max_examples=50, deadline=None)
@given(answer_sets)
def test_a_valid_set_of_answers_passes_the_check(answers: dict[str, Any]) -> None:
    assert FORM.check(answers, today=TODAY, find_area=_find_area) == []
    assert all(row.lines for row in FORM.summary(answers) if row.name in answers)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([field.name for field in FORM.fields]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.just({"text": 5}),
    )
)
def test_nonsense_is_refused_in_words_and_never_breaks(answers: dict[str, Any]) -> None:
    errors = FORM.check(answers, today=TODAY)
    assert errors
    assert all(str(error) for error in errors)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["ho_ten", "ngay_sinh-day", "ngay_sinh-month", "ngay_sinh-year", "loai", "uy_quyen", "uy_quyen-x"]),
        st.lists(st.text(), max_size=2),
    )
)
def test_nothing_typed_is_lost(posted: dict[str, list[str]]) -> None:
    result = FORM.parse("nguoi", posted, {}, today=TODAY)
    assert result.raw == posted


def _read(page: str, **posted: str) -> tuple[dict[str, Any], list[str]]:
    answers = {"loai": "b"} if page == "loai_b" else {}
    result = FORM.parse(
        page, {name.replace("__", "-"): [text] for name, text in posted.items()}, answers, today=TODAY, find_area=_find_area
    )
    return result.values, [str(error) for error in result.errors]


@pytest.mark.parametrize("month", ["3", "03", "tháng 3", "Tháng ba", "thang 03", "March", "mar"])
def test_months_are_read_as_people_write_them(month: str) -> None:
    values, _ = _read("nguoi", ngay_sinh__day="5", ngay_sinh__month=month, ngay_sinh__year="1990")
    assert values["ngay_sinh"] == "1990-03-05"


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("", "", "", "Enter “ngay_sinh”"),
        ("5", "", "1990", "enter the month as well"),
        ("31", "2", "1990", "there is no such day"),
        ("5", "13", "1990", "the month as a number from 1 to 12"),
        ("5", "3", "90", "the year with four digits"),
        ("x", "3", "1990", "the day as a number"),
        ("1", "12", "2022", "cannot be after 30/11/2022"),
        ("²", "3", "1990", "the day as a number"),
    ],
)
def test_a_wrong_date_says_which_part_and_what_to_do(day: str, month: str, year: str, words: str) -> None:
    _, errors = _read("nguoi", ngay_sinh__day=day, ngay_sinh__month=month, ngay_sinh__year=year)
    assert any(words in error for error in errors)


@pytest.mark.parametrize(
    ("page", "name", "typed", "value"),
    [
        ("loai_b", "so_luong", " 12 ", 12),
        ("loai_b", "dien_tich", "1.234,5", 1234.5),
        ("loai_b", "dien_tich", "12.5", 12.5),
        ("loai_b", "dien_tich", "1.234", 1234),
        ("khac", "von", "1.500.000 đồng", 1_500_000),
        ("khac", "von", "1 500 000 VND", 1_500_000),
        ("khac", "dien_thoai", "+84 912 345 678", "0912345678"),
        ("khac", "dien_thoai", "0237.3852.246", "02373852246"),
        ("khac", "cccd", "038 095 001 234", "038095001234"),
        ("nguoi", "ho_ten", "  Nguyễn \u200b Văn   An ", "Nguyễn Văn An"),
        ("nguoi", "ho_ten", "Nguye\u0302\u0303n An", "Nguyễn An"),
    ],
)
def test_typed_values_are_read_generously(page: str, name: str, typed: str, value: object) -> None:
    assert _read(page, **{name: typed})[0][name] == value


@pytest.mark.parametrize(
    ("page", "name", "typed", "words"),
    [
        ("loai_b", "so_luong", "0", "at least 1"),
        ("loai_b", "so_luong", "51", "at most 50"),
        ("loai_b", "so_luong", "1,5", "whole number"),
        ("loai_b", "so_luong", "hai", "in digits"),
        ("khac", "von", "nhiều", "amount in đồng"),
        ("khac", "von", "đồng", "amount in đồng"),
        ("khac", "dien_thoai", "12345", "starts with 0"),
        ("khac", "thu", "ten@", "e-mail address such as"),
        ("khac", "cccd", "12345", "12 digits"),
        ("khac", "mst", "2800000028", "last digit"),
        ("nguoi", "ho_ten", "x" * 101, "at most 100"),
        ("nguoi", "ho_ten", "x", "at least 2"),
        ("nguoi", "ly_do", "x" * 4001, "at most 4000"),
        ("nguoi", "loai", "c", "one of the answers"),
        ("loai_b", "chon", "q", "from the list only"),
        ("khac", "noi_o__text", "12 Lê Lợi", "choose the commune"),
        ("khac", "noi_o__area", "14767", "house number"),
    ],
)
def test_refusals_name_the_question_and_the_way_out(page: str, name: str, typed: str, words: str) -> None:
    _, errors = _read(page, **{name: typed})
    assert any(words in error for error in errors), errors


def test_an_address_is_found_by_code_or_name_of_its_commune() -> None:
    for area in ("14767", "Phường  Điện Biên"):
        values, _ = _read("khac", noi_o__text="12 Lê Lợi", noi_o__area=area)
        assert values["noi_o"] == {"text": "12 Lê Lợi", "area": "14767", "area_name": "Phường Điện Biên"}
    _, errors = _read("khac", noi_o__text="12 Lê Lợi", noi_o__area="Nowhere")
    assert any("“Nowhere”" in error for error in errors)


def test_empty_rows_do_no_harm_and_wrong_rows_say_which() -> None:
    posted = {"thanh_vien-0-ten": "", "thanh_vien-2-ten": "An", "thanh_vien-5-sinh-day": "3"}
    _, errors = _read("khac", **{key.replace("-", "__"): text for key, text in posted.items()})
    assert len([error for error in errors if "Tên" in error or "Sinh" in error]) == 2
    result = FORM.parse("khac", {"thanh_vien-2-ten": ["An"], "cam_doan": ["1"]}, {}, today=TODAY)
    assert result.values["thanh_vien"] == [{"ten": "An"}]
    result = FORM.parse("khac", {f"thanh_vien-{row}-ten": ["An"] for row in range(4)}, {}, today=TODAY)
    assert any("at most 3 rows" in str(error) for error in result.errors)


def test_a_question_made_visible_by_the_post_is_asked() -> None:
    posted = {"ho_ten": ["An Ba"], "ngay_sinh-day": ["1"], "ngay_sinh-month": ["1"], "ngay_sinh-year": ["1990"], "uy_quyen": ["true"]}
    assert "nguoi_uy_quyen" not in [field.name for field in FORM.page("nguoi", {}).fields]
    result = FORM.parse("nguoi", posted, {}, today=TODAY)
    assert [error.field for error in result.errors] == ["nguoi_uy_quyen"]
    assert result.page.field("nguoi_uy_quyen") is not None
    assert FORM.parse("nguoi", {**posted, "uy_quyen": ["false"]}, {}, today=TODAY).ok


def test_hidden_answers_do_not_count() -> None:
    answers = {"loai": "a", "so_luong": 7, "nguoi_uy_quyen": "An", "unknown": 1}
    assert FORM.answers_that_count(answers) == {"loai": "a"}
    assert [page.id for page in FORM.pages(answers)] == ["nguoi", "khac"]
    assert [page.id for page in FORM.pages({"loai": "b"})] == ["nguoi", "loai_b", "khac"]
    with pytest.raises(NotFound):
        FORM.page("loai_b", answers)


def test_pages_follow_one_another_and_lead_to_the_first_open_one() -> None:
    after, before = FORM.page_after("nguoi", {}), FORM.page_before("khac", {"loai": "b"})
    assert after is not None
    assert before is not None
    assert (after.id, before.id, FORM.page_after("khac", {}), FORM.page_before("nguoi", {})) == ("khac", "loai_b", None, None)
    complete = {"ho_ten": "An Ba", "ngay_sinh": "1990-01-01", "cam_doan": True}
    assert FORM.first_open_page(complete) is None
    opened = FORM.first_open_page({**complete, "loai": "b"})
    assert opened is not None
    assert opened.id == "loai_b"


def test_known_values_are_prefilled_and_unfit_ones_left_out() -> None:
    sources = {"person": {"full_name": "Lê Thị Hoa", "birth_date": "2099-01-01"}, "other": 1}
    assert FORM.prefill(sources) == {"ho_ten": "Lê Thị Hoa"}
    assert FORM.prefill({"person.full_name": "Lê Thị Hoa", "person": {}}) == {"ho_ten": "Lê Thị Hoa"}


def test_an_address_told_as_one_line_is_split_at_its_commune() -> None:
    part = {"type": "object", "x-widget": "address", "x-label": _label("Nơi ở"), "x-prefill": "person.address"}
    pages = [{"id": "a", "title": _label("A"), "fields": ["noi_o"]}]
    form = FormDefinition.load({"type": "object", "properties": {"noi_o": part}, "x-pages": pages})
    known = {"person.address": "Số 12, phố Đinh Lễ, phường Điện Biên, thành phố Thanh Hóa", "person.commune_code": "14767"}
    assert form.prefill(known) == {
        "noi_o": {"text": "Số 12, phố Đinh Lễ", "area": "14767", "area_name": "Phường Điện Biên, thành phố Thanh Hóa"}
    }
    assert form.prefill({"person.address": "Số 12"}) == {}


def test_a_newer_form_says_what_must_be_answered_again() -> None:
    newer = schema()
    newer["properties"]["loai"]["x-options"] = _options("b", "c")
    newer["properties"]["von"] = {"type": "string", "x-label": _label("von")}
    newer["properties"]["moi"] = {"type": "string", "x-label": _label("moi")}
    newer["required"].append("moi")
    del newer["properties"]["ly_do"]
    newer["x-pages"][0]["fields"] = [name for name in newer["x-pages"][0]["fields"] if name != "ly_do"] + ["moi"]
    answers = {"ho_ten": "An Ba", "ngay_sinh": "1990-01-01", "cam_doan": True, "loai": "a", "von": 5, "ly_do": "x"}
    assert FORM.differences(FORM, answers) == []
    assert FORM.differences(FormDefinition.load(newer), answers) == ["loai", "moi", "von"]


def test_the_summary_reads_like_a_person_wrote_it() -> None:
    answers = {
        "ngay_sinh": "1990-03-05", "loai": "b", "uy_quyen": False, "chon": ["x", "z"], "von": 1500000, "dien_tich": 12.5,
        "noi_o": {"text": "12 Lê Lợi", "area": "14767", "area_name": "Phường Điện Biên"},
        "thanh_vien": [{"ten": "An", "sinh": "2020-01-02"}, {"ten": "Ba"}],
    }  # fmt: skip
    rows = {row.name: row for row in FORM.summary(answers, "en")}
    assert {name: rows[name].value for name in answers} == {
        "ngay_sinh": "05/03/1990", "loai": "B", "uy_quyen": "No", "chon": "X; Z", "von": "1.500.000 đồng", "dien_tich": "12,5",
        "noi_o": "12 Lê Lợi, Phường Điện Biên", "thanh_vien": "Tên (en): An; Sinh (en): 02/01/2020; Tên (en): Ba",
    }  # fmt: skip
    assert rows["ho_ten"].lines == ()
    assert rows["ho_ten"].label == "ho_ten (en)"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda s: s.update(type="array"), "type object"),
        (lambda s: s["properties"]["loai"].update(type=5), "not JSON Schema"),
        (lambda s: s["properties"]["loai"].update({"x-widget": "slider"}), "no widget"),
        (lambda s: s["properties"]["loai"].update({"type": "integer"}), "needs the type"),
        (lambda s: s["properties"]["loai"].pop("x-options"), "x-options' is missing"),
        (lambda s: s["properties"]["ho_ten"].update({"x-options": []}), "no use here"),
        (lambda s: s["properties"]["loai"].update(enum=["a"]), "different values"),
        (lambda s: s["properties"]["loai"]["x-options"].append({"value": "a", "vi": "A", "en": "A"}), "there twice"),
        (lambda s: s["properties"]["ho_ten"]["x-label"].pop("en"), "both languages"),
        (lambda s: s["properties"]["ho_ten"].update({"x-hnt": {}}), "not known"),
        (lambda s: s["properties"]["ho_ten"].update({"$ref": "https://example.vn"}), "not known"),
        (lambda s: s["properties"]["ho_ten"].update({"x-show-if": "loai == 'a'"}), "not asked before"),
        (lambda s: s["properties"]["ho_ten"].update({"x-show-if": "open('/')"}), "not allowed"),
        (lambda s: s["properties"]["thanh_vien"].pop("items"), "repeat has items"),
        (lambda s: s["properties"].update({"Xx": {}}), "small letters"),
        (lambda s: s["required"].append("nothing"), "not a question"),
        (lambda s: s["x-pages"][0]["fields"].append("nothing"), "not a question"),
        (lambda s: s["x-pages"][0]["fields"].append("mst"), "exactly one page"),
        (lambda s: s["x-pages"][2]["fields"].remove("mst"), "exactly one page"),
        (lambda s: s["x-pages"][2].update(id="nguoi"), "there twice"),
        (lambda s: s["x-pages"][2].update(show_if="zzz"), "not asked before"),
        (lambda s: s["x-pages"][2].pop("id"), "a page has"),
        (lambda s: s.pop("x-pages"), "x-pages' is missing"),
    ],
)
def test_a_broken_form_is_refused_with_the_reason(change: Any, reason: str) -> None:
    broken = schema()
    change(broken)
    with pytest.raises(FormError, match=reason):
        FormDefinition.load(broken)
