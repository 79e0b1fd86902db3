"""The state chart in docs/ is what the code says; a turn added to the code shows in both, or the build says so."""

from xml.etree import ElementTree

from motcua.onestop.dossiers.rules.transitions import TURNS, Clock, Status, Turn
from tools.state_chart import DRAWING, NAMES, PAGE, drawing, page, stale

PLANTED = Turn("planted", frozenset({Status.RECEIVED}), Status.STOPPED, ("dossier.stop",), Clock.ENDS, "nowhere")


def test_page_and_picture_are_what_the_code_says() -> None:
    assert stale() == [], "run: python -m tools.state_chart"


def test_a_planted_turn_shows_on_the_page_and_in_the_picture() -> None:
    with_it = (*TURNS, PLANTED)
    assert "**planted** | received → stopped" in page(with_it)
    assert page(with_it) != PAGE.read_text()
    assert f"received to stopped: turn {len(with_it)}" in drawing(with_it)


def test_the_picture_is_well_formed_says_itself_and_shows_every_status() -> None:
    root = ElementTree.fromstring(DRAWING.read_text())
    names = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {status.replace("_", " ") for status in Status} <= names
    assert root.find("{http://www.w3.org/2000/svg}desc") is not None
    assert set(NAMES) == set(Status)
