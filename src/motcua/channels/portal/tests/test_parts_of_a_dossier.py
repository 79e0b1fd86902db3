"""The citizen sees one dossier with its parts; the parts show where to act and where the results are."""

import pytest
from django.test import Client

from motcua.channels.portal.offices import offices_for
from motcua.onestop.catalogue.api import content_of, version_in_force
from motcua.onestop.dossiers.api import SupplementItem, request_supplement
from tests.bundles import BIRTH, DEATH, begun, decide, go_on, parts, signed
from tests.office import CITY, DIEN_BIEN, Office


def test_one_page_tells_every_part_with_its_agency_and_standing(hoa: Client, office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    page = hoa.get(f"/ho-so/{whole.code}/").content.decode()
    for said in ("Đăng ký khai sinh", "Công an phường Điện Biên", "Bảo hiểm xã hội thành phố Thanh Hóa", "Bắt đầu khi phần việc trước"):
        assert said in page, said
    birth = parts(whole)["khai_sinh"]
    assert f"/ho-so/{birth.code}/" not in page, "nothing to do there yet"
    signed(decide(office, birth))
    go_on(whole)
    assert f"/ho-so/{birth.code}/ket-qua/" in hoa.get(f"/ho-so/{whole.code}/").content.decode()
    assert hoa.get(f"/ho-so/{birth.code}/ket-qua/").status_code == 200


def test_what_a_part_asks_for_is_one_press_away_and_its_page_leads_back(hoa: Client, office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    birth = parts(whole)["khai_sinh"]
    item = SupplementItem("giay_chung_sinh", "Giấy chứng sinh", "mờ")
    request_supplement(birth.code, items=[item], reason="Giấy chứng sinh mờ.", actor=office.actor("dienbien.tuphap"))
    go_on(whole)
    assert f'href="/ho-so/{birth.code}/"' in hoa.get(f"/ho-so/{whole.code}/").content.decode()
    page = hoa.get(f"/ho-so/{birth.code}/").content.decode()
    assert f'href="/ho-so/{whole.code}/"' in page
    assert f"/ho-so/{birth.code}/rut/" not in page, "only the whole is withdrawn"
    listed = hoa.get("/ho-so-cua-toi/").content.decode()
    assert whole.code in listed
    assert birth.code not in listed


def test_the_reason_why_a_part_could_not_be_done_stands_on_the_page(hoa: Client, office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 2)
    signed(decide(office, parts(whole)["khai_tu"]))
    go_on(whole)
    decide(office, parts(whole)["mai_tang"], refuse="Không thuộc nhóm được hỗ trợ.")
    signed(decide(office, parts(whole)["xoa_thuong_tru"]))
    go_on(whole)
    page = hoa.get(f"/ho-so/{whole.code}/").content.decode()
    assert "Có phần việc không thực hiện được" in page
    assert "Không thuộc nhóm được hỗ trợ." in page


@pytest.mark.usefixtures("office")
def test_the_police_of_one_s_own_ward_are_offered_first(office: Office) -> None:
    content = content_of(version_in_force("1.004222", office.unit(DIEN_BIEN).valid_from.replace(year=2022)).pk)
    offices = offices_for(content, text="", district="", home_commune=DIEN_BIEN)
    assert offices.near is not None
    assert offices.near.value == str(office.unit("cong_an_14767").pk)
    listed = {choice.value for choice in offices_for(content, text="", district=CITY, home_commune="").choices}
    assert listed == {str(office.unit(code).pk) for code in ("cong_an_14767", "cong_an_15925")}
    assert {choice.label for choice in offices_for(content, text="dien bien", district="", home_commune="").choices} == {
        "Công an phường Điện Biên, Công an thành phố Thanh Hóa"
    }
