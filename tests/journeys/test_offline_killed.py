"""The page of the desk without network is killed in the middle of a write: nothing is lost, no number is given twice."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browser_house import House
from tests.journeys.test_offline_desk import COPY_OF_EXTRACT, PHRASE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESS = "/lam-viec/ngoai-tuyen/"
AID = "1.001776"
NAME = "Trần Thị Một"
# the write of the entry is begun and never comes to its end, until the page is killed
NEVER_ENDS = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const wish = put.apply(this, given);
    if (this.name === 'entries') {
      const again = () => { const more = this.count(); more.onsuccess = again; };
      again();
      document.documentElement.dataset.writing = 'yes';
    }
    return wish;
  };
}"""
FIELDS = {
    "nyc_ho_ten": NAME,
    "nyc_so_dinh_danh": "038085009991",
    "nyc_dien_thoai": "0912345678",
    "nyc_noi_cu_tru-text": "Số 12 phố Đinh Lễ",
    "nyc_noi_cu_tru-area": "Phường Điện Biên, Thành phố Thanh Hóa",
    "ho_ten": NAME,
    "ngay_sinh-day": "12",
    "ngay_sinh-month": "3",
    "ngay_sinh-year": "2035",
    "noi_dang_ky": "UBND phường Điện Biên",
    "so_luong": "51",
}


def test_a_page_killed_in_the_middle_of_a_write_loses_nothing(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "giay-khai-sinh.jpg"
    Image.radial_gradient("L").resize((900, 1200)).save(picture)
    officer = house.new_official("dienbien.motcua")
    context, page = officer.page.context, officer.page
    officer.open(ADDRESS)
    page.locator("#prepare-name").fill("Máy tính quầy 2")
    for place in ("#prepare-phrase", "#prepare-again"):
        page.locator(place).fill(PHRASE)
    page.locator("#desk-prepare button[type=submit]").click()
    expect(page.locator("#about")).to_contain_text("Máy tính quầy 2", timeout=15_000)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)

    rows_are_added(page)
    fill(page, picture)
    limits_are_told(page)
    page.evaluate(NEVER_ENDS)
    page.locator("#desk-intake form button[type=submit]").click()
    expect(page.locator("html")).to_have_attribute("data-writing", "yes")
    page.close()

    page = opened_again(context, officer.page.url)
    expect(page.locator("#p-name")).to_have_value(NAME)
    expect(page.locator(".kept:visible")).to_contain_text("giay-khai-sinh.jpg")
    assert page.locator("#list li").count() == 0, "the number of a broken write is not given away"
    page.locator("#desk-intake form button[type=submit]").click()
    expect(page.locator(".office-slip")).to_be_visible()
    code = page.locator(".slip-code b").inner_text()
    page.close()

    page = opened_again(context, officer.page.url)
    expect(page.locator(f"#list li[data-code='{code}']")).to_have_attribute("data-state", "waiting")
    page.locator(f"#list li[data-code='{code}'] button").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".office-slip")).to_be_visible()
    expect(page.locator("#print")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#next").click()
    context.set_offline(False)
    page.locator("#sync").click()
    expect(page.locator(f"#list li[data-code='{code}']")).to_have_attribute("data-state", "taken", timeout=15_000)
    expect(page.locator("#list li", has_text="ảnh")).to_have_count(0, timeout=10_000)
    page.goto(f"{house.site.url}/lam-viec/ho-so/{code}/")
    expect(page.locator("main")).to_contain_text("giay-khai-sinh.jpg")
    context.close()


def opened_again(context: BrowserContext, address: str) -> Page:
    """A new page without network, its store opened."""
    page = context.new_page()
    page.goto(address)
    page.locator("#unlock-phrase").fill(PHRASE)
    page.locator("#desk-unlock button[type=submit]").click()
    expect(page.locator("#desk-unlock")).to_be_hidden()
    return page


def rows_are_added(page: Page) -> None:
    """A repeated group gets one more row at a press, up to what the form allows."""
    page.locator("#choose-procedure").select_option(AID)
    page.locator("#choose button").click()
    page.locator("[name=nhom][value=don_than_nuoi_con]").check()
    group = page.locator("[data-field=cac_con]")
    group.locator("[name=cac_con-0-ho_ten]").fill("Con Một")
    for _ in range(7):
        group.locator("button[name=_add_row]").click()
    expect(group.locator(".row-of")).to_have_count(8)
    expect(group.locator("button[name=_add_row]")).to_be_hidden()
    expect(group.locator("[name=cac_con-7-ho_ten]")).to_have_value("")
    page.locator("#leave").click()


def fill(page: Page, picture: Path) -> None:
    """Everything about the person, with a picture of a paper, an amount and a day beyond their limits."""
    page.locator("#choose-procedure").select_option(COPY_OF_EXTRACT)
    page.locator("#choose button").click()
    form = page.locator("#desk-intake form")
    for place, text in {"number": "038085009991", "name": NAME, "phone": "0912345678", "address": "Số 12 phố Đinh Lễ"}.items():
        form.locator(f"#p-{place}").fill(text)
    for name, value in {"loai_trich_luc": "khai_sinh", "tu_cach": "chinh_minh", "mien_phi": "khong"}.items():
        form.locator(f"[name={name}][value={value}]").check()
    for name, text in FIELDS.items():
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=cam_doan]").check()
    form.locator("#papers input[type=file]").first.set_input_files(picture)
    expect(form.locator(".kept").first).to_contain_text(picture.name)
    for box in form.locator("#papers input[type=checkbox]").all():
        box.check()


def limits_are_told(page: Page) -> None:
    """The same sentences as online, before a number is given."""
    form = page.locator("#desk-intake form")
    form.locator("button[type=submit]").click()
    summary = page.locator("#desk-intake .error-summary")
    expect(summary.locator("li")).to_have_count(2)
    expect(summary).to_contain_text("50")
    form.locator("[name=so_luong]").fill("2")
    form.locator("[name=ngay_sinh-year]").fill("1985")
    form.locator("[name=fee_collected]").check()
