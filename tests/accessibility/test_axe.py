"""axe finds nothing on any kind of page, on a phone and on a desktop, and no page is wider than its screen."""

from collections.abc import Iterator

import pytest

from tests.accessibility.reader import violations
from tests.journeys.browser_book import Turn, worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT, BIRTH = "2.000635", "1.001193"
PUBLIC = [
    "/",
    "/tim/?q=khai+sinh",
    "/tim/?q=xyzxyz",
    "/thu-tuc/",
    "/thu-tuc/1.001193/",
    "/thu-tuc/1.002993/",
    "/tra-cuu/",
    "/xac-minh/",
    "/gop-y/",
    "/dang-nhap/",
    "/dang-nhap/can-bo/",
    "/giao-dien/",
    "/giao-dien/lam-viec/",
]
UNSIGNED = {"bypass_csp": True}  # axe comes as a script of ours into the page; the policy is watched in all other tests


def of(person: Visitor, where: str) -> Iterator[str]:
    """What is wrong with the page the person has open."""
    return (f"{where}: {one}" for one in violations(person.page))


@pytest.fixture(scope="module")
def life(everyone: House) -> str:
    """A dossier that has been through everything, whose result waits at the desk."""
    code = everyone.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"))
    everyone.official("dienbien.motcua").receive(code)
    everyone.official("dienbien.tuphap").take_turn(code, Turn("examine", "", "", "propose"))
    everyone.official("dienbien.chutich").take_turn(code, Turn("approve", "", "", "approved"))
    everyone.citizen().fetch_result(code)
    return code


def test_pages_for_everybody(house: House) -> None:
    visitor = Visitor(house.window(**UNSIGNED), house.papers)
    wrong = []
    for address in PUBLIC:
        visitor.open(address)
        wrong += of(visitor, address)
    visitor.open("/khong-co-trang-nay/", status=404)
    wrong += of(visitor, "not found")
    visitor.open("/tra-cuu/")
    visitor.press()
    wrong += of(visitor, "tracking without a code")
    assert not wrong, "\n".join(wrong)


def test_pages_of_a_citizen(house: House, life: str) -> None:
    citizen = house.new_citizen(**UNSIGNED)
    worked = worked_case(BIRTH, channel="online")
    wrong = []
    citizen.open(f"/thu-tuc/{BIRTH}/nop/")
    wrong += of(citizen, "office")
    citizen.begin(worked)
    citizen.fill({"nyc_ho_ten": [""]})
    citizen.press()
    wrong += of(citizen, "errors")
    while page_id := citizen.page_id():
        wrong += of(citizen, page_id)
        citizen.answer(worked, page_id)
    wrong += of(citizen, "papers")
    draft = citizen.page.url.split("/giay-to/")[0]
    citizen.attach_all()
    wrong += of(citizen, "check")
    for address in ("/giay-to/giay_chung_sinh/", "/", "/bo/"):
        citizen.open(draft + address)
        wrong += of(citizen, address)
    citizen.open(f"{draft}/kiem-tra/")
    sent = citizen.send()
    wrong += of(citizen, "sent")
    addresses = ("/ho-so-cua-toi/", f"/ho-so/{sent}/rut/", f"/ho-so/{sent}/", f"/ho-so/{life}/", "/du-lieu-cua-toi/", "/dang-xuat/")
    for address in addresses:
        citizen.open(address)
        folded = citizen.page.locator("main details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        wrong += of(citizen, address)
    house.official("dienbien.motcua").ask_supplement(sent, ["giay_chung_sinh"], "Ảnh mờ, xin chụp lại.")
    for address in (f"/ho-so/{sent}/", f"/ho-so/{sent}/bo-sung/"):
        citizen.open(address)
        wrong += of(citizen, f"{address} with a supplement")
    assert not wrong, "\n".join(wrong)


def test_pages_of_the_desk(house: House, life: str) -> None:
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    desk = house.new_official("dienbien.motcua", **UNSIGNED)
    wrong = []
    for address in ("", "cho-tiep-nhan/", "cho-tra/", "tiep-nhan/", "tiep-nhan/1.001193/", "ho-so/", "so-theo-doi/", f"ho-so/{code}/"):
        desk.open(f"/lam-viec/{address}")
        wrong += of(desk, address)
    for page in ("tiep-nhan/", "bo-sung/", "tu-choi/"):
        desk.open(f"/lam-viec/ho-so/{code}/{page}")
        wrong += of(desk, page)
    desk.open(f"/lam-viec/ho-so/{life}/tra-ket-qua/")
    wrong += of(desk, "hand over")
    desk.open(f"/lam-viec/tiep-nhan/{COPY_OF_EXTRACT}/")
    desk.go(desk.page.locator("button[value=take_in]").last.click)
    wrong += of(desk, "counter with errors")
    desk.take_in(worked_case(COPY_OF_EXTRACT, channel="desk", ends="resolved"), "038185004217")
    wrong += of(desk, "taken in")
    assert not wrong, "\n".join(wrong)


def test_pages_of_those_who_decide_and_watch(house: House, life: str) -> None:
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    house.official("dienbien.motcua").receive(code)
    wrong = []
    examiner = house.new_official("dienbien.tuphap", **UNSIGNED)
    examiner.open_task(code)
    wrong += of(examiner, "task")
    examiner.press("section.act")
    wrong += of(examiner, "task without a decision")
    examiner.open(f"/lam-viec/ho-so/{code}/bo-sung/")
    wrong += of(examiner, "supplement in processing")
    examiner.open_task(code)
    examiner.decide("propose")
    leader = house.new_official("dienbien.chutich", **UNSIGNED)
    leader.open_task(code)
    leader.page.locator("main input[value=approved]").check()
    leader.press("section.act")
    wrong += of(leader, "approve and sign?")
    for username, addresses in {
        "kiemsoat.tinh": ["chi-so/", "so-theo-doi/", f"kiem-toan/?ma={life}", f"ho-so/{life}/"],
        "quantri.tinh": ["viec-nen/"],
        "bientap.tinh": ["noi-dung/"],
    }.items():
        person = house.new_official(username, **UNSIGNED)
        for address in addresses:
            person.open(f"/lam-viec/{address}")
            wrong += of(person, address)
    auditor = house.official("kiemsoat.tinh")
    auditor.open("/lam-viec/chi-so/")
    records = auditor.page.locator("#cap-all ~ tbody a").first.get_attribute("href") or ""
    person = house.new_official("kiemsoat.tinh", **UNSIGNED)
    person.open(records)
    wrong += of(person, "records behind a number")
    assert not wrong, "\n".join(wrong)


def test_a_planted_fault_is_found(house: House) -> None:
    visitor = Visitor(house.window(**UNSIGNED), house.papers)
    visitor.open("/")
    visitor.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>')")
    visitor.page.evaluate("document.querySelector('main').style.width = '2000px'")
    found = " ".join(of(visitor, "start"))
    assert "image-alt" in found
    assert "label" in found
    assert "wider than the screen" in found
