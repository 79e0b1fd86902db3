"""The other turns of a dossier, and appointments, over HTTP: each by the program of the one who may, and refused with words."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.channels.public_api.tests.machine import EXTRACT, Machine, machine_of
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.desk.api import load_halls
from motcua.onestop.dossiers.actions.draft_apology import draft_apology
from motcua.onestop.dossiers.actions.remind_of_result import remind_of_result
from motcua.onestop.dossiers.api import Dossier
from tests import life
from tests.office import DIEN_BIEN, PROVINCE, Office

OFFICES = ("motcua", "tuphap", "chutich")


@pytest.fixture
def people(office: Office) -> dict[str, Machine]:
    """The desk, the specialist and the chair of the ward, and the citizen."""
    found = {post: machine_of(office.actor(f"dienbien.{post}")) for post in OFFICES}
    return {**found, "citizen": machine_of(office.citizen())}


def code_of(reply: Any) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def test_who_did_not_answer_is_stopped_after_the_term_and_not_before(office: Office, people: dict[str, Machine]) -> None:
    dossier, reason = life.asked_in_process(office), {"reason": "Quá hạn bổ sung."}
    assert code_of(people["tuphap"].post(f"/dossiers/{dossier.code}/stop", reason)) == (409, "too_early")
    with clock.frozen(clock.now() + timedelta(days=40)):
        assert [row["code"] for row in people["tuphap"].get("/unanswered").json()["items"]] == [dossier.code]
        assert people["motcua"].post(f"/dossiers/{dossier.code}/stop", reason).status_code == 403
        assert people["tuphap"].post(f"/dossiers/{dossier.code}/stop", {"reason": " "}).json()["errors"][0]["field"] == "reason"
        stopped = people["tuphap"].post(f"/dossiers/{dossier.code}/stop", reason).json()
    assert (stopped["status"], stopped["national_status"]) == ("stopped", 8)


def test_who_is_not_eligible_gets_the_reason_as_the_outcome_of_the_task(office: Office, people: dict[str, Machine]) -> None:
    code = life.received(office).code
    (row,) = people["tuphap"].get("/tasks").json()["items"]
    address = f"/tasks/{row['task']['id']}/completion"
    assert "not_eligible" in row["outcomes"]
    silent = people["tuphap"].post(address, {"outcome": "not_eligible", "comment": ""})
    assert (silent.status_code, silent.json()["errors"][0]["field"]) == (422, "comment")
    assert people["tuphap"].post(address, {"outcome": "not_eligible", "comment": "Không có trong sổ."}).json()["status"] == "stopped"
    assert people["citizen"].get(f"/dossiers/{code}").json()["ended_reason"] == "Không có trong sổ."


def test_the_head_apologises_once_and_the_new_date_is_told(office: Office, people: dict[str, Machine]) -> None:
    dossier, head = life.received(office), people["chutich"]
    address, day = f"/dossiers/{dossier.code}/apology", (clock.now() + timedelta(days=3)).isoformat()
    assert people["tuphap"].post(address, {"reason": "Chờ sổ", "new_due": day}).status_code == 403
    assert head.post(address, {"reason": "Chờ sổ", "new_due": "9999-12-31T23:59:59-12:00"}).status_code == 422
    with clock.frozen(clock.now().replace(hour=16)):
        draft_apology(dossier.pk, actor=SYSTEM)
        assert [row["code"] for row in head.get("/apologies").json()["items"]] == [dossier.code]
        past = head.post(address, {"reason": "Chờ sổ", "new_due": clock.now().isoformat()})
        assert (past.status_code, past.json()["errors"][0]["field"]) == (422, "new_due")
        signed = head.post(address, {"reason": "Chờ tra sổ gốc", "new_due": day})
        assert (signed.status_code, signed.json()["form"]) == (201, "04")
        assert code_of(head.post(address, {"reason": "Lại chờ", "new_due": day})) == (409, "reappointed_once")
    seen = people["citizen"].get(f"/dossiers/{dossier.code}").json()
    assert seen["new_due_at"] is not None
    assert "04" in [slip["form"] for slip in seen["slips"]]


@pytest.mark.parametrize(("allow", "status"), [(True, "supplement_requested"), (False, "in_process")])
def test_the_head_decides_on_a_second_wish(office: Office, people: dict[str, Machine], *, allow: bool, status: str) -> None:
    dossier = life.answered(life.asked_in_process(office), office)
    wish = {"items": [{"component": "giay_to_ho_tich_cu", "name": "Giấy tờ", "what": "Vẫn mờ"}], "reason": "Vẫn mờ"}
    assert people["tuphap"].post(f"/dossiers/{dossier.code}/supplement-requests", wish).json()["to_the_head"] is True
    (waiting,) = people["chutich"].get("/escalations").json()["items"]
    address = f"/escalations/{waiting['id']}/decision"
    assert people["chutich"].post(address, {"allow": allow, "reason": ""}).status_code == 422
    assert people["chutich"].post(address, {"allow": allow, "reason": "Đã xem hồ sơ"}).json()["decision"] in {"allowed", "dismissed"}
    assert people["chutich"].post(address, {"allow": allow, "reason": "Đã xem hồ sơ"}).status_code == 409
    assert people["chutich"].post("/escalations/999999/decision", {"allow": allow, "reason": "x"}).status_code == 404
    assert people["citizen"].get(f"/dossiers/{dossier.code}").json()["status"] == status


def test_a_result_that_nobody_collects_is_listed_after_the_reminder(office: Office, people: dict[str, Machine]) -> None:
    dossier = life.done(life.in_process(office), "approved", office.actor("dienbien.chutich"))
    assert people["motcua"].get("/results-not-collected").json()["items"] == []
    with clock.frozen(clock.now() + timedelta(days=10)):
        remind_of_result(dossier.pk, actor=SYSTEM)
        (row,) = people["motcua"].get("/results-not-collected").json()["items"]
    assert (row["code"], row["reminders"]) == (dossier.code, 1)


def test_the_desk_withdraws_only_at_the_wish_of_a_named_person(office: Office, people: dict[str, Machine]) -> None:
    address = f"/dossiers/{life.received(office).code}/withdrawal"
    nobody = people["motcua"].post(address, {"reason": "Không cần nữa"})
    assert (nobody.status_code, nobody.json()["errors"][0]["field"]) == (422, "at_wish_of")
    assert people["motcua"].post(address, {"at_wish_of": "Nguyễn Thị Hoa"}).json()["status"] == "withdrawn"


def test_what_is_owed_is_taken_once_in_cash_or_by_transfer(office: Office, people: dict[str, Machine]) -> None:
    code = life.submitted(office).code
    assert people["motcua"].post(f"/dossiers/{code}/reception", {"fee_later": True}).status_code == 200
    wrong = people["motcua"].post(f"/dossiers/{code}/fee", {"amount": 1})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "amount")
    owed = Dossier.objects.get(code=code).fee_owed
    paid = people["motcua"].post(f"/dossiers/{code}/fee", {"amount": owed, "bank_reference": "FT22318 0001"})
    assert (paid.status_code, [one["amount"] for one in paid.json()["items"]]) == (201, [owed])
    assert people["motcua"].post(f"/dossiers/{code}/fee", {"amount": owed}).status_code == 409


def test_what_another_system_decided_is_entered_where_no_connector_reports_it(office: Office, people: dict[str, Machine]) -> None:
    address = f"/dossiers/{life.received(office).code}/external-status"
    assert code_of(people["tuphap"].post(address, {"status": "registered", "foreign_code": "X1"})) == (409, "not_external")
    unknown = people["tuphap"].post(address, {"status": "lost", "foreign_code": "X1"})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "status")


def test_a_citizen_books_moves_and_gives_back_a_time(office: Office, people: dict[str, Machine]) -> None:
    load_halls(PROVINCE / "desks", actor=SYSTEM)
    hoa, nobody = people["citizen"], Machine("")
    hall = next(one["slug"] for one in nobody.get("/halls").json()["items"] if one["unit_id"] == office.unit(f"{DIEN_BIEN}/mot_cua").pk)
    day = nobody.get(f"/halls/{hall}/times").json()["days"][1]
    first, second, *_rest = [one["starts_at"] for one in nobody.get(f"/halls/{hall}/times?day={day}").json()["items"]]
    booking = {"hall": hall, "procedure": EXTRACT, "starts_at": first}
    booked = hoa.post("/appointments", booking)
    assert (booked.status_code, hoa.post("/appointments", booking).json()) == (201, booked.json())
    assert code_of(hoa.post("/appointments", {**booking, "starts_at": second})) == (409, "one_a_day")
    address = f"/appointments/{booked.json()['key']}"
    assert hoa.post(f"{address}/time", {"starts_at": second}).json()["starts_at"] == second
    assert hoa.post(f"{address}/time", {"starts_at": "2022-11-13T03:17:00+07:00"}).status_code == 422
    assert hoa.post(f"{address}/cancellation", {}).json()["status"] == "cancelled"
    assert hoa.get("/appointments").json()["items"] == []
    assert people["motcua"].get("/appointments").status_code == 403
    assert nobody.get("/halls/khong-co/times").status_code == 404
