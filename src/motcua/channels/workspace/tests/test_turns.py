"""Turns beside the process, on their pages: who sees which button, what is asked first, what is told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.ground.directory.api import Tenure
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import Dossier, Escalation, Status, draft_apologies
from tests import life
from tests.office import DIEN_BIEN, Office

Browser = Callable[[str], Client]
YES = {"confirmed": "yes"}


def at(dossier: Dossier, page: str = "") -> str:
    return f"/lam-viec/ho-so/{dossier.code}/{page}"


def test_the_desk_withdraws_at_the_wish_of_a_named_person_after_a_question(browser: Browser, office: Office) -> None:
    dossier, desk = life.received(office), browser("dienbien.motcua")
    assert at(dossier, "rut/") in words_of(desk.get(at(dossier)))
    assert at(dossier, "rut/") not in words_of(browser("dienbien.tuphap").get(at(dossier)))
    assert desk.post(at(dossier, "rut/"), {"at_wish_of": " "}).status_code == 422
    asked = desk.post(at(dossier, "rut/"), {"at_wish_of": "Nguyễn Thị Hoa", "reason": "Thôi"})
    assert "Nguyễn Thị Hoa" in words_of(asked)
    assert life.fresh(dossier).status == Status.RECEIVED
    desk.post(at(dossier, "rut/"), {"at_wish_of": "Nguyễn Thị Hoa", "reason": "Thôi", **YES})
    assert life.fresh(dossier).status == Status.WITHDRAWN


def test_a_dossier_is_stopped_only_after_its_term_and_by_those_who_may(browser: Browser, office: Office) -> None:
    dossier, clerk = life.asked_in_process(office), browser("dienbien.tuphap")
    early = clerk.get(at(dossier, "dung/"), follow=True)
    assert "banner-bad" in words_of(early)
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert dossier.code in words_of(clerk.get("/lam-viec/qua-han-tra-loi/"))
        page = words_of(clerk.get(at(dossier, "dung/")))
        assert "14/12/2022" in page, "the reason suggested names the end of the term"
        clerk.post(at(dossier, "dung/"), {"reason": "Không bổ sung.", **YES})
    assert life.fresh(dossier).ended_reason == "Không bổ sung."


def test_the_head_signs_an_apology_and_the_page_shows_both_dates(browser: Browser, office: Office) -> None:
    dossier, chair = life.received(office), browser("dienbien.chutich")
    with clock.frozen(datetime(2022, 11, 14, 16, tzinfo=VIETNAM)):
        draft_apologies()
        assert at(dossier, "xin-loi/") in words_of(chair.get("/lam-viec/cho-quyet-dinh/"))
        wrong = chair.post(at(dossier, "xin-loi/"), {"reason": "Chờ sổ gốc", "day": "hôm nào đó", "hour": "16:30"})
        assert wrong.status_code == 422
        sunday = {"reason": "Chờ sổ gốc", "day": "20/11/2022", "hour": "09:00", **YES}
        assert chair.post(at(dossier, "xin-loi/"), sunday).status_code == 422
        given = {"reason": "Chờ sổ gốc", "day": "18/11/2022", "hour": "16:30"}
        assert "16:30 18/11/2022" in words_of(chair.post(at(dossier, "xin-loi/"), given))
        chair.post(at(dossier, "xin-loi/"), {**given, **YES})
        page = words_of(browser("dienbien.tuphap").get(at(dossier)))
        again = chair.get(at(dossier, "xin-loi/"), follow=True)
    assert "17:00 14/11/2022" in page
    assert "16:30 18/11/2022" in page
    assert "banner-bad" in words_of(again)
    assert browser("dienbien.tuphap").get(at(dossier, "xin-loi/")).status_code == 403


def test_a_second_wish_for_papers_goes_to_the_head_who_decides(browser: Browser, office: Office) -> None:
    dossier = life.taken_in(life.answered(life.asked_at_intake(office), office), office)
    clerk, chair = browser("dienbien.tuphap"), browser("dienbien.chutich")
    form = {"need.to_khai": "1", "copies.to_khai": "1", "reason": "Cần giấy ủy quyền", **YES}
    assert "banner-bad" in words_of(clerk.get(at(dossier, "bo-sung/")))
    told = clerk.post(at(dossier, "bo-sung/"), form, follow=True)
    assert Escalation.objects.filter(dossier=dossier).exists()
    assert "Lãnh đạo đơn vị sẽ quyết định" in words_of(told)
    assert at(dossier, "yeu-cau-lan-hai/") in words_of(chair.get("/lam-viec/cho-quyet-dinh/"))
    assert chair.post(at(dossier, "yeu-cau-lan-hai/"), {"reason": "x"}).status_code == 422
    chair.post(at(dossier, "yeu-cau-lan-hai/"), {"decision": "dismiss", "reason": "Đã thấy từ đầu"})
    assert "Đã thấy từ đầu" in words_of(clerk.get(at(dossier)))
    again = clerk.post(at(dossier, "bo-sung/"), form, follow=True)
    assert "quyết định trên hồ sơ hiện có" in words_of(again)
    assert Escalation.objects.count() == 1


def test_the_head_sees_and_does_a_task_whose_post_is_empty(browser: Browser, office: Office) -> None:
    dossier, chair = life.received(office), browser("dienbien.chutich")
    Tenure.objects.filter(post__unit__code=f"{DIEN_BIEN}/tu_phap_ho_tich").update(valid_to=clock.today() - timedelta(days=1))
    (row,) = chair.get("/lam-viec/cho-quyet-dinh/").context["orphans"]
    task = row[0]
    page = words_of(chair.get(f"{at(dossier)}?viec={task.pk}"))
    assert at(dossier, f"viec/{task.pk}/") in page
    chair.post(at(dossier, f"viec/{task.pk}/"), {"outcome": "propose", "comment": ""})
    assert life.fresh(dossier).status == Status.IN_PROCESS


def test_control_sheet_and_register_come_as_papers(browser: Browser, office: Office) -> None:
    dossier, desk = life.received(office), browser("dienbien.motcua")
    for address in (at(dossier, "phieu-kiem-soat.pdf"), "/lam-viec/so-theo-doi.pdf?ngay=2022-11-14&den=2022-11-15"):
        response = desk.get(address)
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
    wrong = desk.get("/lam-viec/so-theo-doi/?ngay=2022-11-14&den=2022-11-10")
    assert "banner-bad" in words_of(wrong)
    assert browser("hoangquang.motcua").get(at(dossier, "phieu-kiem-soat.pdf")).status_code == 404
