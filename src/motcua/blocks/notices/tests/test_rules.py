"""What the rules of messages say."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.notices.rules.linting import Place, lint
from motcua.blocks.notices.rules.quiet import Quiet, opens_at
from motcua.blocks.notices.rules.rendering import places_in, render
from motcua.blocks.notices.rules.segments import length_of, without_marks
from motcua.blocks.notices.rules.states import State, may_turn
from motcua.blocks.notices.rules.ways import Way, ways_of
from motcua.blocks.notices.tests.conftest import TEXTS
from motcua.kernel.clock import VIETNAM

PLACES = {"code": Place("H56-1"), "items": Place(["a"], personal=True)}
NIGHT = [Quiet("sms", date(2021, 1, 1), time(21), time(7)), Quiet("sms", date(2023, 1, 1), time(22), time(6))]


@pytest.mark.parametrize(
    ("text", "alphabet", "signs", "segments"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("đ" * 70, "UCS-2", 70, 1),
        ("đ" * 71, "UCS-2", 71, 2),
        ("à" * 160, "GSM-7", 160, 1),
        ("😀" * 35, "UCS-2", 70, 1),
        ("", "GSM-7", 0, 1),
    ],
)
def test_a_text_message_is_counted_as_the_networks_do(text: str, alphabet: str, signs: int, segments: int) -> None:
    found = length_of(text)
    assert (found.alphabet, found.signs, found.segments) == (alphabet, signs, segments)


def test_without_diacritics_the_same_words_fit_in_fewer_parts() -> None:
    text = "Một Cửa: Đã tiếp nhận hồ sơ, hẹn trả kết quả – “đúng hẹn” lúc 16:30 thứ Ba. " * 2
    assert without_marks("Một Cửa: Đã “hẹn” – đúng") == 'Mot Cua: Da "hen" - dung'
    assert length_of(without_marks(text)).segments < length_of(text).segments


@settings(max_examples=50)
@given(st.text(alphabet="ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐÀÁ abcXYZ0189", max_size=300))
def test_vietnamese_without_marks_always_fits_the_short_alphabet(text: str) -> None:
    plain = without_marks(text)
    assert length_of(plain).alphabet == "GSM-7"
    assert len(plain) == len(text)


def test_places_are_filled_lists_become_lines_and_nothing_else_is_understood() -> None:
    data = {"code": "H56", "items": [{"vi": "tờ khai", "en": "form"}, "ảnh"], "office": {"vi": "Phường", "en": "Ward"}}
    assert render("{code} {office}\n{items}", data, "vi") == "H56 Phường\n- tờ khai\n- ảnh"
    assert render("{code} {office}: {items}", data, "en", one_line=True) == "H56 Ward: form; ảnh"
    assert render("{missing}x{0}{a.b}{code!r}", {"code": "{code}"}, "vi") == "x{0}{a.b}{code!r}"
    assert places_in("{a}{b_1} {C}") == {"a", "b_1"}


@settings(max_examples=50)
@given(st.text(max_size=80), st.text(max_size=40))
def test_a_value_is_never_read_as_a_template(text: str, value: str) -> None:
    assert render("{a}", {"a": "{b}", "b": "secret"}, "vi") == "{b}"
    render(text, {"a": value}, "vi")


def test_good_texts_have_no_mistake() -> None:
    assert lint(TEXTS, PLACES) == []


def test_each_planted_mistake_is_named_with_its_field() -> None:
    def broken(way: str, language: str, part: str, text: str) -> list[tuple[str, str]]:
        texts = {w: {lang: dict(parts) for lang, parts in by.items()} for w, by in TEXTS.items()}
        texts[way][language][part] = text
        return [(mistake.field, mistake.message % mistake.params) for mistake in lint(texts, PLACES)]

    assert ("mail-vi-body", "The place {cod} is not known here.") in broken("mail", "vi", "body", "{cod}")
    assert ("sms-vi-body", "The place {items} is personal data and may not stand in an SMS.") in broken(
        "sms", "vi", "body", "{code}{items}"
    )
    assert ("inbox-en-title", "This text is missing.") in broken("inbox", "en", "title", " ")
    assert any("stands alone" in text for _, text in broken("mail", "en", "body", "{code {link}"))
    assert any("takes 4 parts" in text for _, text in broken("sms", "en", "body", "{code}" + "x" * 460))
    assert any("Only one of the two languages names: items, link" in text for _, text in broken("mail", "vi", "body", "{code} {items}"))
    assert [field for field, _ in broken("inbox", "vi", "title", "a\nb {code} {items}")] == ["inbox-vi-title"]


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2022-11-14T20:59", "2022-11-14T20:59"),
        ("2022-11-14T21:00", "2022-11-15T07:00"),
        ("2022-11-15T06:59", "2022-11-15T07:00"),
        ("2022-11-15T07:00", "2022-11-15T07:00"),
        ("2023-02-01T21:30", "2023-02-01T21:30"),
        ("2023-02-01T23:30", "2023-02-02T06:00"),
        ("2020-02-01T23:30", "2020-02-01T23:30"),
    ],
)
def test_no_text_message_at_night_by_the_rule_of_the_day(moment: str, opens: str) -> None:
    asked = datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)
    assert opens_at(NIGHT, "sms", asked) == datetime.fromisoformat(opens).replace(tzinfo=VIETNAM)
    assert opens_at(NIGHT, "mail", asked) == asked


def test_required_news_reach_the_inbox_whatever_was_chosen() -> None:
    everything = dict.fromkeys(Way, "x")
    nothing = dict.fromkeys(Way, False)
    assert ways_of(required=True, defaults=[], chosen=nothing, reachable=everything, written=everything) == [Way.INBOX]
    assert ways_of(required=False, defaults=["inbox"], chosen=nothing, reachable=everything, written=everything) == []
    assert ways_of(required=False, defaults=["mail", "sms"], chosen={"sms": False}, reachable=everything, written=everything) == [Way.MAIL]
    assert ways_of(required=True, defaults=["mail"], chosen={}, reachable={"mail": "x"}, written=everything) == [Way.MAIL]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(list(State)), max_size=12))
def test_whatever_order_reports_come_in_what_arrived_stays_arrived(said: list[State]) -> None:
    state, seen = State.QUEUED, set()
    for new in said:
        if new != State.QUEUED and may_turn(state, new):
            state = new
        seen.add(state)
    assert not (State.DELIVERED in seen and state in {State.SENT, State.FAILED, State.QUEUED})
