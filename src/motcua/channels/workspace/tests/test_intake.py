"""Online intake: received, asked once for everything, or refused with the reason."""

import re
from collections.abc import Callable

from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.onestop.dossiers.api import Dossier, receive_dossier
from tests.office import Office

Browser = Callable[[str], Client]


def test_receiving_starts_the_clock_and_says_so(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    page = words_of(browser("dienbien.motcua").post(f"/lam-viec/ho-so/{code}/tiep-nhan/", {"fee_collected": "1"}, follow=True))
    dossier = Dossier.objects.get(code=code)
    assert dossier.status == "received"
    assert dossier.fee_collected == dossier.fee_total
    assert f"Đã tiếp nhận {code}" in page


def test_the_second_of_two_officers_reads_who_was_first_and_where_to_go_on(
    browser: Browser, office: Office, submitted: Callable[[], str]
) -> None:
    code = submitted()
    client = browser("dienbien.motcua")
    client.get(f"/lam-viec/ho-so/{code}/tiep-nhan/")
    receive_dossier(code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    response = client.post(f"/lam-viec/ho-so/{code}/tiep-nhan/", follow=True)
    assert response.redirect_chain == [(f"/lam-viec/ho-so/{code}/", 302)]
    assert "banner-bad" in words_of(response)
    assert "Hoàng Thị Lan" in words_of(response)


def test_a_refusal_needs_its_reason_and_asks_whether_one_is_sure(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    client, address = browser("dienbien.motcua"), f"/lam-viec/ho-so/{code}/tu-choi/"
    assert 'href="#id_reason"' in words_of(client.post(address, {"reason": " "}))
    asked = words_of(client.post(address, {"reason": "Không thuộc thẩm quyền"}))
    assert "không thể hoàn tác" in asked
    assert 'name="reason" value="Không thuộc thẩm quyền"' in asked
    assert Dossier.objects.get().status == "submitted"
    client.post(address, {"reason": "Không thuộc thẩm quyền", "confirmed": "yes"})
    assert Dossier.objects.get().status == "not_accepted"


def test_a_supplement_lists_everything_once(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    client, address = browser("dienbien.motcua"), f"/lam-viec/ho-so/{code}/bo-sung/"
    page = words_of(client.get(address))
    assert "Chỉ được yêu cầu bổ sung một lần" in page
    key = re.findall(r'name="need\.([a-z0-9_]+)"', page)[0]
    given = {
        f"need.{key}": "1",
        f"what.{key}": "Ảnh mờ",
        f"originals.{key}": "2",
        f"certified.{key}": "1",
        f"copies.{key}": "0",
        "reason": "Giấy tờ chưa rõ",
    }
    asked = words_of(client.post(address, given))
    assert "Danh sách này đã đầy đủ chưa?" in asked
    assert 'value="Ảnh mờ"' in asked
    client.post(address, {**given, "confirmed": "yes"})
    request = Dossier.objects.get().supplements.get()
    item = request.items[0]
    assert (item["component_key"], item["what"], item["originals"], item["certified_copies"], item["copies"]) == (key, "Ảnh mờ", 2, 1, 0)
    assert "Chờ bổ sung" in words_of(client.get(f"/lam-viec/ho-so/{code}/")) or "chờ bổ sung" in words_of(
        client.get(f"/lam-viec/ho-so/{code}/")
    )


def test_a_supplement_without_papers_or_reason_keeps_what_was_typed(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    client, address = browser("dienbien.motcua"), f"/lam-viec/ho-so/{code}/bo-sung/"
    page = words_of(client.post(address, {"reason": "Còn thiếu"}))
    assert 'href="#id_items"' in page
    assert "Còn thiếu</textarea>" in page
    key = re.findall(r'name="need\.([a-z0-9_]+)"', page)[0]
    wrong = words_of(client.post(address, {f"need.{key}": "1", f"copies.{key}": "hai", "reason": "Còn thiếu"}))
    assert f'href="#id_copies.{key}"' in wrong
    assert 'value="hai"' in wrong
    assert not Dossier.objects.get().supplements.exists()


def test_the_desk_of_another_ward_does_not_find_the_dossier(browser: Browser, submitted: Callable[[], str]) -> None:
    code = submitted()
    client = browser("hoangquang.motcua")
    for turn in ("", "tiep-nhan/", "bo-sung/", "tu-choi/", "tra-ket-qua/"):
        assert client.get(f"/lam-viec/ho-so/{code}/{turn}").status_code == 404
    assert client.post(f"/lam-viec/ho-so/{code}/tiep-nhan/").status_code == 404
