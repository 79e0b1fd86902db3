"""The state chart of feedback in docs/ is what the code says; a turn added to the code shows there, or the build says so."""

from motcua.onestop.feedback.rules.transitions import TURNS, Status, Turn
from tools.feedback_chart import NAMES, PAGE, arrows, page, stale

PLANTED = Turn("planted", frozenset({Status.RATED}), Status.SENT, ("feedback.publish",))


def test_the_page_is_what_the_code_says() -> None:
    assert not stale(), "run: python -m tools.feedback_chart"
    assert set(NAMES) == set(Status)


def test_a_planted_turn_shows_on_the_page() -> None:
    with_it = (*TURNS, PLANTED)
    assert "**planted** | rated → sent" in page(with_it)
    assert page(with_it) != PAGE.read_text()


def test_every_state_is_reached_and_every_state_that_is_no_end_is_left() -> None:
    reached = {after for _before, after, _turn in arrows()}
    left = {before for before, _after, _turn in arrows()}
    assert reached | {Status.SENT} == set(Status)
    assert set(Status) - left == {Status.REFUSED, Status.FORWARDED_OUTSIDE, Status.MERGED}
