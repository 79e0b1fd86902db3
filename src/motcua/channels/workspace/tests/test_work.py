"""Work on a dossier: steps with outcomes, the leader's signature, obligations, the hand-over."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event
from motcua.blocks.files.api import StoredFile, store_bytes
from motcua.blocks.printing.api import render_pdf
from motcua.channels.workspace.tests.conftest import task_of, words_of
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Decision, Dossier, Paper, SupplementItem, complete_task, request_supplement, sign_result
from tests.office import Office

Browser = Callable[[str], Client]
Make = Callable[[], str]


def test_the_page_tells_who_asks_for_what_when_it_is_due_and_who_holds_it(browser: Browser, received: Make) -> None:
    code = received()
    page = words_of(browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{code}/"))
    for said in (
        "Nguyễn Thị Hoa",
        "17:00 14/11/2022",
        "còn 6 giờ",
        "Tư pháp - Hộ tịch",
        "Đề xuất giải quyết",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    ):
        assert said in page
    assert 'class="process"' in page


def test_every_reading_by_an_official_is_written_down(browser: Browser, received: Make) -> None:
    code = received()
    browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{code}/")
    event = Event.objects.filter(kind="personal_data.read", stream="dossier").get()
    assert (event.actor_name, event.payload["purpose"]) == ("Nguyễn Văn Hùng", "processing")


def test_a_specialist_proposes_and_the_dossier_goes_on_to_the_leader(browser: Browser, received: Make) -> None:
    code = received()
    response = browser("dienbien.tuphap").post(
        f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/", {"outcome": "propose", "comment": "Đúng sổ gốc"}
    )
    assert response.status_code == 302
    page = words_of(browser("dienbien.chutich").get(f"/lam-viec/ho-so/{code}/"))
    assert "Đúng sổ gốc" in page
    assert "Dự thảo kết quả" in page


@pytest.mark.parametrize(("outcome", "target"), [("", "outcome"), ("not_eligible", "comment"), ("made_up", "outcome")])
def test_a_wrong_decision_is_explained_and_what_was_typed_stays(browser: Browser, received: Make, outcome: str, target: str) -> None:
    code = received()
    comment = "" if target == "comment" else "Giữ lại nhé"
    response = browser("dienbien.tuphap").post(f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/", {"outcome": outcome, "comment": comment})
    page = words_of(response)
    assert response.status_code == 422
    assert f'href="#id_{target}"' in page
    assert f'id="id_{target}"' in page
    assert comment in page


def test_ending_without_a_result_is_asked_twice(browser: Browser, received: Make) -> None:
    code = received()
    client, address = browser("dienbien.tuphap"), f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/"
    given = {"outcome": "not_eligible", "comment": "Không có trong sổ"}
    assert "không thể hoàn tác" in words_of(client.post(address, given))
    assert Dossier.objects.get().status == "received"
    page = words_of(client.post(address, {**given, "confirmed": "yes"}, follow=True))
    assert f"Đã dừng giải quyết {code}" in page
    assert Dossier.objects.get().ended_reason == "Không có trong sổ"


def test_the_leader_sees_a_marked_draft_and_signs_with_the_password(browser: Browser, proposed: Make) -> None:
    code = proposed()
    account = Account.objects.get(username="dienbien.chutich")
    account.set_password("mot-cua-2022")
    account.save()
    client, address = browser("dienbien.chutich"), f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/"
    assert client.get(f"/lam-viec/ho-so/{code}/du-thao.pdf").content.startswith(b"%PDF-")
    asked = words_of(client.post(address, {"outcome": "approved"}))
    assert 'type="password"' in asked
    wrong = words_of(client.post(address, {"outcome": "approved", "confirmed": "yes", "password": "sai"}))
    assert 'href="#id_password"' in wrong
    assert "sai" not in wrong.replace("sai sót", "").split('name="password"')[1][:80]
    assert Dossier.objects.get().status == "in_process"
    client.post(address, {"outcome": "approved", "confirmed": "yes", "password": "mot-cua-2022"})
    assert Dossier.objects.get().status == "resolved"
    assert Dossier.objects.get().result.signer_name == "Trần Đức Long"


def test_a_leader_sends_back_with_the_reason_and_without_a_password(browser: Browser, proposed: Make) -> None:
    code = proposed()
    browser("dienbien.chutich").post(f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/", {"outcome": "sent_back", "comment": "Ghi sai ngày"})
    assert "Ghi sai ngày" in words_of(browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{code}/"))


def test_two_leaders_at_once_the_second_reads_what_happened(browser: Browser, office: Office, proposed: Make) -> None:
    code = proposed()
    task = task_of(code)
    client = browser("dienbien.phochutich")
    client.get(f"/lam-viec/ho-so/{code}/")
    complete_task(task, decision=Decision("approved"), actor=office.actor("dienbien.chutich"))
    response = client.post(f"/lam-viec/ho-so/{code}/viec/{task}/", {"outcome": "approved", "confirmed": "yes"}, follow=True)
    assert response.redirect_chain == [(f"/lam-viec/ho-so/{code}/", 302)]
    assert "Bước này đã hoàn thành hoặc thuộc vị trí khác" in words_of(response)
    assert Dossier.objects.get().result.signer_name == "Trần Đức Long"


def test_a_task_of_another_post_is_not_done(browser: Browser, received: Make) -> None:
    code = received()
    browser("dienbien.vanhoa").post(f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/", {"outcome": "propose"})
    assert Dossier.objects.get().status == "received"


def test_an_auditor_looks_but_does_not_act(browser: Browser, received: Make, office: Office) -> None:
    code = received()
    auditors = Account.objects.filter(tenures__post__role="auditor")
    client = browser(auditors[0].username)
    assert code in words_of(client.get(f"/lam-viec/ho-so/{code}/"))
    assert client.post(f"/lam-viec/ho-so/{code}/viec/{task_of(code)}/", {"outcome": "propose"}).status_code == 403


def test_the_clock_that_stands_still_shows_why(browser: Browser, office: Office, received: Make) -> None:
    code = received()
    items = [SupplementItem("to_khai", "Tờ khai", "thiếu chữ ký")]
    request_supplement(code, items=items, reason="Thiếu chữ ký", actor=office.actor("dienbien.tuphap"))
    page = words_of(browser("dienbien.tuphap").get(f"/lam-viec/ho-so/{code}/"))
    assert "Đồng hồ thời hạn tạm dừng: Chờ công dân bổ sung giấy tờ" in page
    assert "NĐ 61/2018/NĐ-CP, Điều 19" in page
    assert "thiếu chữ ký" in page
    assert f"/lam-viec/ho-so/{code}/bo-sung/" not in page  # asked once, not offered again


def test_the_result_is_handed_over_to_a_named_person(browser: Browser, office: Office, proposed: Make) -> None:
    code = proposed()
    complete_task(task_of(code), decision=Decision("approved"), actor=office.actor("dienbien.chutich"))
    client, address = browser("dienbien.motcua"), f"/lam-viec/ho-so/{code}/tra-ket-qua/"
    early = client.post(address, {"method": "counter", "received_by": "Nguyễn Thị Hoa"}, follow=True)
    assert "banner-bad" in words_of(early)  # not signed yet
    sign_result(Dossier.objects.get().pk, actor=SYSTEM)
    assert code in words_of(client.get("/lam-viec/cho-tra/"))
    assert 'href="#id_received_by"' in words_of(client.post(address, {"method": "counter", "received_by": " "}))
    client.post(address, {"method": "counter", "received_by": "Nguyễn Thị Hoa"})
    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.result.returned_to) == ("returned", "Nguyễn Thị Hoa")
    signed = client.get(f"/lam-viec/ho-so/{code}/ket-qua.pdf")
    assert b"".join(signed.streaming_content).startswith(b"%PDF-")


def test_a_paper_is_shown_to_those_in_the_dossier_only_and_runs_nothing(browser: Browser, received: Make) -> None:
    code = received()
    dossier = Dossier.objects.get(code=code)
    file = _some_file()
    paper = Paper.objects.create(dossier=dossier, component_key="x", file=file, name="x.pdf", added_at=dossier.submitted_at)
    address = f"/lam-viec/ho-so/{code}/giay-to/{paper.pk}/"
    shown = browser("dienbien.tuphap").get(address)
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert browser("hoangquang.tuphap").get(address).status_code == 404


def _some_file() -> StoredFile:
    return store_bytes("x.pdf", render_pdf('#set document(title: "x")\nGiấy', {}, standards=()), "application/pdf")


def test_the_page_asks_the_database_as_often_for_an_old_dossier_as_for_a_new_one(
    browser: Browser,
    office: Office,
    proposed: Make,
    received: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    code = received()
    client = browser("dienbien.tuphap")
    client.get(f"/lam-viec/ho-so/{code}/")
    with django_assert_max_num_queries(30) as first:
        client.get(f"/lam-viec/ho-so/{code}/")
    for _ in range(3):
        received()
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(f"/lam-viec/ho-so/{code}/")
