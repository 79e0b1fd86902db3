"""A walk-in at the counter: taken in within a minute, and nothing typed is lost when something is wrong."""

import pytest

from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
HOA = "038185004217"
SECONDS_A_PRESS = 1.5  # to find a control and press it (keystroke-level model: point 1.1 s, press 0.2 s, and a little thought)
SECONDS_A_KEY = 0.28  # an average typist


class Stopwatch:
    """What the hands of the officer do, and how long that takes by the keystroke-level model."""

    def __init__(self) -> None:
        self.presses = self.keys = 0

    @property
    def seconds(self) -> float:
        return self.presses * SECONDS_A_PRESS + self.keys * SECONDS_A_KEY


def test_somebody_known_is_taken_in_within_a_minute(house: House) -> None:
    house.citizen()  # a person the province knows already
    officer, hands = house.official("dienbien.motcua"), Stopwatch()
    page = officer.page

    def press(selector: str) -> None:
        hands.presses += 1
        page.locator(selector).last.click()

    def write(selector: str, text: str) -> None:
        hands.keys += len(text)
        press(selector)
        page.locator(selector).fill(text)

    officer.open("/lam-viec/")
    officer.go(lambda: press("nav a[href='/lam-viec/tiep-nhan/']"))
    write("#id_tim", "trich luc")
    officer.go(lambda: press("main form[role=search] button"))
    officer.go(lambda: press(f"main a[href*='/tiep-nhan/{COPY_OF_EXTRACT}/']"))
    write("[name=p_number]", HOA)
    officer.go(lambda: press("button[value=look_up]"))
    assert page.locator("[name=ho_ten]").input_value() == "Nguyễn Thị Hoa", "what is known need not be typed"
    press("[name=loai_trich_luc][value=khai_sinh]")
    press("[name=tu_cach][value=chinh_minh]")
    write("[name=noi_dang_ky]", "UBND phường Điện Biên")
    write("[name=so_luong]", "2")
    press("[name=mien_phi][value=khong]")
    press("[name=cam_doan]")
    press("[name=fee_collected]")
    officer.go(lambda: press("button[value=take_in]"))
    assert "/tiep-nhan/xong/" in page.url, officer.errors()
    assert page.locator("main a[href*='/phieu/']").count(), "the slip is there at once"
    assert hands.presses <= 16, hands.presses
    assert hands.seconds <= 45, hands.seconds


def test_somebody_new_is_entered_once_and_nothing_typed_is_lost(house: House) -> None:
    officer = house.official("dienbien.motcua")
    worked = worked_case(COPY_OF_EXTRACT, channel="desk", ends="resolved")
    officer.open(f"/lam-viec/tiep-nhan/{COPY_OF_EXTRACT}/")
    officer.page.locator("[name=p_number]").fill("038199007777")
    officer.go(officer.page.locator("button[value=look_up]").click)
    assert officer.page.locator("main .banner-wait").count(), officer.text()[:400]
    officer.declare(worked)
    officer.go(officer.page.locator("button[value=take_in]").last.click)
    assert officer.errors(), "without a name nobody can be entered"
    assert officer.page.locator("[name=noi_dang_ky]").input_value() == worked.answers["noi_dang_ky"]
    officer.fill({"p_full_name": ["Đỗ Thị Mới"], "p_birth_date-day": ["1"], "p_birth_date-month": ["2"], "p_birth_date-year": ["1999"]})
    officer.fill({"p_sex": ["female"]})
    officer.go(officer.page.locator("button[value=take_in]").last.click)
    assert "/tiep-nhan/xong/" in officer.page.url, officer.errors()
    officer.sees("Đỗ Thị Mới")


def test_the_daily_register_shows_what_was_taken_in_and_gives_it_as_a_table(house: House) -> None:
    officer = house.official("dienbien.motcua")
    code = officer.take_in(worked_case(COPY_OF_EXTRACT, channel="desk", ends="resolved"), HOA)
    officer.open("/lam-viec/so-theo-doi/")
    officer.sees(code)
    assert code in officer.download("so-theo-doi.csv").decode("utf-8-sig")
