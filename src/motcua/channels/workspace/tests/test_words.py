"""Everything said has Vietnamese words, every page says who may open it, nothing stands inline."""

import re
from pathlib import Path

from motcua.channels.ui.api import routes
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.page import menu
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Status
from motcua.onestop.dossiers.events import SENTENCES, DossierEvent
from tests.office import PROVINCE

HERE = Path(__file__).resolve().parents[1]


def test_every_outcome_of_the_province_has_words() -> None:
    offered = {
        outcome
        for process in PROVINCE.glob("procedures/*/process.bpmn")
        for listed in re.findall(r'motcua:outcomes="([^"]*)"', process.read_text())
        for outcome in listed.split(",")
    }
    assert offered
    assert offered <= vocabulary.OUTCOMES.keys()


def test_every_status_and_event_has_words() -> None:
    assert set(vocabulary.STATUSES) == set(Status)
    assert set(SENTENCES) == set(DossierEvent)


def test_every_page_says_who_may_open_it() -> None:
    pages = routes("lam-viec/")
    assert len(pages) > 20
    assert [page.pattern for page in pages if page.access is None or page.access.kind == "public"] == []


def test_the_menu_shows_only_what_one_may_open() -> None:
    assert [link.icon for link in menu(Actor(kind="official"), "work_inbox")] == ["inbox"]


def test_no_template_holds_style_or_script() -> None:
    for template in HERE.rglob("templates/**/*.html"):
        assert not re.search(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*src=)', template.read_text()), template
