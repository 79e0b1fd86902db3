"""Register and control sheet are made of events, with the columns of their forms."""

from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import which
from subprocess import run

import pytest

from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, InvalidInput
from motcua.onestop.desk.api import control_sheet, control_sheet_pdf, daily_register, register_form, register_pdf
from motcua.onestop.desk.rules.slip_hand_overs import Happened, Step, hand_overs
from motcua.onestop.dossiers.api import Dossier, dossier_file, return_result, sign_apology
from tests.life import done, received, signed
from tests.office import DIEN_BIEN, Office

DAY = date(2022, 11, 14)
NINE = datetime(2022, 11, 14, 9, tzinfo=VIETNAM)
NEEDS_POPPLER = pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")


def printed(pdf: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(pdf)
    text = run(["pdftotext", "-layout", str(folder / "paper.pdf"), "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(text.split())


def returned(office: Office) -> Dossier:
    """A dossier that has been all the way."""
    dossier = received(office)
    with clock.frozen(NINE + timedelta(hours=1)):
        done(dossier, "propose", office.actor("dienbien.tuphap"))
    with clock.frozen(NINE + timedelta(hours=6)):
        done(dossier, "approved", office.actor("dienbien.chutich"))
        signed(dossier)
        return return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=office.actor("dienbien.motcua"))


def test_the_control_sheet_tells_every_hand_over_with_its_result(office: Office) -> None:
    file = dossier_file(returned(office).code, purpose="control", actor=office.actor("dienbien.motcua"))
    desk = file.dossier.receiver.formal_name
    rows = [(row.giver, row.receiver, row.timing) for row in control_sheet(file)]
    assert rows == [
        ("Nguyễn Thị Hoa", desk, ""),
        (desk, "Tư pháp - Hộ tịch", ""),
        ("Tư pháp - Hộ tịch", "Phường Điện Biên", "on_time"),
        ("Phường Điện Biên", desk, "late"),
        (desk, "Nguyễn Thị Hoa", ""),
    ]


@NEEDS_POPPLER
def test_the_sheet_on_paper_has_the_columns_of_its_form_and_the_number_of_its_day(office: Office, tmp_path: Path) -> None:
    desk = office.actor("dienbien.motcua")
    text = printed(control_sheet_pdf(dossier_file(received(office).code, purpose="control", actor=desk)), tmp_path)
    for words in ("PHIẾU KIỂM SOÁT", "Mẫu số 05, TT 01/2018/TT-VPCP", "Tên đơn vị", "Thời gian giao", "Kết quả giải", "Ghi chú"):
        assert words in text, words
    with clock.frozen(datetime(2025, 7, 2, 9, tzinfo=VIETNAM)):
        later = dossier_file(received(office).code, purpose="control", actor=desk)
        assert "Mẫu số 06, TT 03/2025/TT-VPCP" in printed(control_sheet_pdf(later), tmp_path)


def test_what_goes_to_the_citizen_and_comes_back_is_a_hand_over_too() -> None:
    events = [
        Happened("dossier.received", NINE, "Lan", "Một cửa"),
        Happened("dossier.supplement_requested", NINE + timedelta(hours=1), "Hùng", "Tư pháp", note="Ảnh mờ"),
        Happened("dossier.supplement_answered", NINE + timedelta(hours=2), "Hoa", "Tư pháp"),
        Happened("dossier.withdrawn", NINE + timedelta(hours=3), "Hoa", "Tư pháp", note="Thôi"),
    ]
    steps = [Step(1, "Tư pháp", NINE, NINE + timedelta(hours=2), None)]
    rows = hand_overs(events, steps, applicant="Hoa", desk="Một cửa")
    assert [(row.giver, row.receiver) for row in rows] == [
        ("Hoa", "Một cửa"),
        ("Một cửa", "Tư pháp"),
        ("Tư pháp", "Hoa"),
        ("Hoa", "Tư pháp"),
        ("Tư pháp", "Một cửa"),
    ]
    assert rows[2].note == "Yêu cầu bổ sung – Ảnh mờ"


def test_the_register_tells_the_days_and_the_hands(office: Office) -> None:
    dossier, desk = returned(office), office.actor("dienbien.motcua")
    (row,) = daily_register(office.unit(f"{DIEN_BIEN}/mot_cua").pk, DAY, actor=desk).rows
    assert (row.code, row.sets, row.giver, row.receiver, row.method) == (dossier.code, 1, "Hoàng Thị Lan", "Nguyễn Thị Hoa", "counter")
    assert (row.transferred_at, row.came_back_at, row.collected_at) == (NINE, NINE + timedelta(hours=6), NINE + timedelta(hours=6))


def test_several_days_are_one_register_in_the_order_of_reception_page_by_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.onestop.desk.queries.daily_register.PAGE", 1)
    desk, place = office.actor("dienbien.motcua"), office.unit(f"{DIEN_BIEN}/mot_cua").pk
    first = received(office)
    with clock.frozen(NINE + timedelta(days=1)):
        second = received(office)
    page = daily_register(place, DAY, last=DAY + timedelta(days=1), actor=desk)
    assert [row.code for row in page.rows] == [first.code]
    rest = daily_register(place, DAY, last=DAY + timedelta(days=1), after=page.next_after or 0, actor=desk)
    assert ([row.code for row in rest.rows], rest.next_after) == ([second.code], None)


def test_days_in_the_wrong_order_too_many_or_of_another_desk_are_refused(office: Office) -> None:
    desk, place = office.actor("dienbien.motcua"), office.unit(f"{DIEN_BIEN}/mot_cua").pk
    for last in (DAY - timedelta(days=1), DAY + timedelta(days=400)):
        with pytest.raises(InvalidInput):
            daily_register(place, DAY, last=last, actor=desk)
    with pytest.raises(Forbidden):
        daily_register(place, DAY, actor=office.actor("hoangquang.motcua"))


@NEEDS_POPPLER
def test_the_register_on_paper_has_every_column_and_the_new_date(office: Office, tmp_path: Path) -> None:
    dossier, desk = received(office), office.actor("dienbien.motcua")
    new_due = datetime(2022, 11, 18, 16, 30, tzinfo=VIETNAM)
    sign_apology(dossier.code, reason="Chờ sổ gốc.", new_due=new_due, actor=office.actor("dienbien.chutich"))
    Party.objects.filter(pk=dossier.owner_id).update(address="#eval(panic())")  # text stays text on paper
    text = printed(register_pdf(office.unit(f"{DIEN_BIEN}/mot_cua").pk, DAY, DAY, actor=desk), tmp_path)
    for words in ("SỔ THEO DÕI HỒ SƠ", "Mẫu số 06", dossier.code, "Nguyễn Thị Hoa", "09:00", "Hẹn lại 16:30", "#eval(panic())"):
        assert words in text, words
    assert register_form(date(2025, 7, 1)) == ("07", "TT 03/2025/TT-VPCP")
