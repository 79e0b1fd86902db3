"""Officials see whole and parts joined, and what each agency used of its time."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import dossier_file, times_of
from tests.bundles import BIRTH, begun, decide, go_on, parts, signed
from tests.office import Office

Browser = Callable[[str], Client]


def test_the_page_of_the_whole_leads_to_its_parts_and_back(browser: Browser, office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    birth = parts(whole)["khai_sinh"]
    page = browser("dienbien.motcua").get(f"/lam-viec/ho-so/{whole.code}/").content.decode()
    assert f"/lam-viec/ho-so/{birth.code}/" in page
    assert "Chưa bắt đầu" in page
    page = browser("dienbien.chutich").get(f"/lam-viec/ho-so/{birth.code}/").content.decode()
    assert f"/lam-viec/ho-so/{whole.code}/" in page
    page = browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{birth.code}/").content.decode()
    assert "Đây là phần việc của một hồ sơ liên thông" in page
    assert f"/lam-viec/ho-so/{whole.code}/" not in page, "who works on a part sees that part"


def test_the_inbox_of_the_police_marks_the_part_and_shows_the_one_promise(browser: Browser, office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    signed(decide(office, parts(whole)["khai_sinh"]))
    go_on(whole)
    page = browser("dienbien.congan").get("/lam-viec/").content.decode()
    assert f"phần việc của hồ sơ {whole.code}" in page
    assert whole.due_at is not None
    assert f"{whole.due_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" in page


def test_an_agency_that_is_late_is_shown_late_while_the_dossier_is_not(browser: Browser, office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    with clock.frozen(datetime(2022, 11, 16, 10, tzinfo=VIETNAM)):
        actor = office.actor("dienbien.motcua")
        signed(decide(office, parts(whole)["khai_sinh"]))
        go_on(whole)
        decide(office, parts(whole)["thuong_tru"])
        file = dossier_file(whole.code, purpose="intake", actor=actor)
        times = {unit.code: one for unit, one in times_of(file)}
        assert not file.is_overdue
        assert times["14767"].late > times["cong_an_14767"].late
        assert times["14767"].budget is not None
        page = browser("dienbien.motcua").get(f"/lam-viec/ho-so/{whole.code}/").content.decode()
    assert "Thời gian của từng cơ quan" in page
