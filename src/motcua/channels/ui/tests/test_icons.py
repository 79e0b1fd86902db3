"""Every drawing that a page asks for is in the sprite."""

import re
from pathlib import Path

from motcua.channels.ui.gallery_parts import ICONS
from motcua.channels.ui.translations import PACKAGE

SPRITE = (Path(__file__).resolve().parents[1] / "static" / "ui" / "icons.svg").read_text()
DRAWN = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))


def used(root: Path) -> set[str]:
    names: set[str] = set()
    for page in root.rglob("templates/**/*.html"):
        names |= set(re.findall(r'{% icon "([^"]+)"', page.read_text()))
    for module in root.rglob("channels/**/*.py"):
        names |= set(re.findall(r'\bicon="([^"]+)"', module.read_text()))
    return names


def test_every_icon_in_use_is_drawn() -> None:
    assert used(PACKAGE) - DRAWN == set()
    assert len(used(PACKAGE)) > 20


def test_the_gallery_shows_every_drawing() -> None:
    assert set(ICONS) <= DRAWN
    assert DRAWN - set(ICONS) == set()


def test_a_missing_drawing_is_found(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text('{% icon "unicorn" %}')
    assert used(tmp_path) - DRAWN == {"unicorn"}
