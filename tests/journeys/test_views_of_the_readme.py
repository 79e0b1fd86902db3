"""The pictures of the README, taken from a real life: made anew with MOTCUA_PICTURES=1, otherwise only looked at."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.journeys.browser_book import Worked, worked_case
from tests.journeys.browser_citizen import Citizen
from tests.journeys.browser_house import House
from tests.journeys.browser_papers import birth_notice

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_BYTES = 250_000
NAMES = ("portal-phone", "tracking", "review", "indicators")


def take(page: Page, folder: Path, name: str, **clip: int) -> None:
    """Take a picture of what is on the screen, with few colours, and keep it when pictures are wanted."""
    shot = page.screenshot(**({"clip": {"x": 0, "y": 0, **clip}} if clip else {}))
    kept = BytesIO()
    Image.open(BytesIO(shot)).convert("RGB").quantize(128).save(kept, "PNG", optimize=True)
    assert len(kept.getvalue()) <= MOST_BYTES, f"{name}: {len(kept.getvalue())} bytes"
    if os.environ.get("MOTCUA_PICTURES") == "1":
        (folder / f"{name}.png").write_bytes(kept.getvalue())


def apply_with(citizen: Citizen, worked: Worked, paper: Path) -> str:
    """Apply with a paper that looks like one."""
    citizen.begin(worked)
    citizen.answer_all(worked)
    papers = citizen.page.url
    citizen.open(papers + "giay_chung_sinh/")
    citizen.page.locator("input[name=tep]").set_input_files(paper)
    citizen.press()
    citizen.open(papers)
    citizen.follow("/kiem-tra/")
    return citizen.send()


def test_four_pictures_show_the_portal_the_tracking_the_review_and_the_numbers(house: House, pictures: Path) -> None:
    worked = worked_case("1.001193", channel="online")
    anybody = house.anybody().page
    anybody.goto("/")
    take(anybody, pictures, "portal-phone")
    citizen, desk = house.citizen(), house.official("dienbien.motcua")
    counted = house.official("kiemsoat.tinh").number("received", "1.001193")
    code = apply_with(citizen, worked, birth_notice(house.papers))
    desk.receive(code)
    examiner = house.new_official("dienbien.tuphap", draw_papers=True)
    examiner.open_task(code)
    examiner.page.evaluate("document.querySelector('.beside').scrollIntoView()")
    examiner.page.wait_for_timeout(2500)  # the browser's PDF viewer tells nobody when it has drawn the page
    take(examiner.page, pictures, "review")
    citizen.page.set_viewport_size({"width": 1280, "height": 900})
    citizen.open(f"/ho-so/{code}/")
    take(citizen.page, pictures, "tracking")
    citizen.page.set_viewport_size({"width": 390, "height": 844})
    auditor = house.official("kiemsoat.tinh")
    auditor.until("/lam-viec/chi-so/?thu-tuc=1.001193", lambda: auditor.number("received", "1.001193") > counted, "the new dossier")
    auditor.open("/lam-viec/chi-so/")
    take(auditor.page, pictures, "indicators")


def test_the_readme_shows_pictures_that_are_there_and_small(pictures: Path) -> None:
    readme = (pictures.parents[1] / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"docs/pictures/{name}.png" in readme
        assert (pictures / f"{name}.png").stat().st_size <= MOST_BYTES
