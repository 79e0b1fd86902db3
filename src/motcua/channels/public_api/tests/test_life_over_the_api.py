"""One dossier in its whole life, over HTTP, each step by the program of the one who may."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.channels.public_api.tests.machine import ANSWERS, EXTRACT, Machine, machine_of
from motcua.onestop.dossiers.api import Dossier
from tests.office import CITY, DIEN_BIEN, HOA, Office


@pytest.fixture
def citizen(office: Office) -> Machine:
    return machine_of(office.citizen())


def of_post(office: Office, post: str) -> Machine:
    return machine_of(office.actor(f"dienbien.{post}"))


def a_draft(citizen: Machine, office: Office) -> str:
    made = citizen.post("/drafts", {"procedure": EXTRACT, "unit_id": office.unit(DIEN_BIEN).pk})
    assert made.status_code == 201, made.content
    key: str = made.json()["key"]
    return key


def submitted(citizen: Machine, office: Office) -> str:
    key = a_draft(citizen, office)
    saved = citizen.send("PATCH", f"/drafts/{key}", {"values": ANSWERS, "page": "yeu_cau"})
    assert saved.json()["missing"] == []
    handed_in = citizen.post(f"/drafts/{key}/submission", {})
    assert handed_in.status_code == 201, handed_in.content
    assert citizen.post(f"/drafts/{key}/submission", {}).json() == handed_in.json(), "sending twice finds the same dossier"
    code: str = handed_in.json()["code"]
    return code


def finish(machine: Machine, outcome: str, comment: str = "") -> Any:
    (row,) = machine.get("/tasks").json()["items"]
    assert outcome in row["outcomes"]
    return machine.post(f"/tasks/{row['task']['id']}/completion", {"outcome": outcome, "comment": comment})


def test_a_dossier_goes_from_the_draft_to_the_decision(citizen: Machine, office: Office) -> None:
    desk, clerk, chair = (of_post(office, post) for post in ("motcua", "tuphap", "chutich"))
    code = submitted(citizen, office)
    assert [row["code"] for row in desk.get("/intake").json()["items"]] == [code]
    received = desk.post(f"/dossiers/{code}/reception", {"fee_collected": 16000}).json()
    assert (received["status"], received["national_status"]) == ("received", 2)
    assert received["due_at"].startswith("2022-11-14")
    assert finish(clerk, "propose").status_code == 200
    assert finish(chair, "approved").json()["status"] == "resolved"
    early = desk.post(f"/dossiers/{code}/hand-over", {"method": "counter", "received_by": "Nguyễn Thị Hoa"})
    assert (early.status_code, early.json()["code"]) == (409, "not_signed")
    seen = citizen.get(f"/dossiers/{code}").json()
    assert (seen["result"]["signed"], seen["tasks"], seen["fee_total"]) == (False, [], 16000)
    kinds = [event["kind"] for event in citizen.get(f"/dossiers/{code}/timeline").json()["items"]]
    assert kinds[:3] == ["dossier.submitted", "dossier.fee_paid", "dossier.received"]


def test_the_desk_enters_a_walk_in_once(office: Office) -> None:
    desk = of_post(office, "motcua")
    entry = {
        "key": str(uuid4()),
        "procedure": EXTRACT,
        "competent_id": office.unit(DIEN_BIEN).pk,
        "receiver_id": office.unit(f"{DIEN_BIEN}/mot_cua").pk,
        "owner": {"full_name": HOA["HoVaTen"], "citizen_id": HOA["SoDinhDanh"], "birth_date": "1985-03-12", "sex": "female"},
        "answers": {
            **ANSWERS,
            "nyc_ho_ten": HOA["HoVaTen"],
            "nyc_so_dinh_danh": HOA["SoDinhDanh"],
            "nyc_noi_cu_tru": {"text": "12 Lê Lợi", "area": DIEN_BIEN, "area_name": "Phường Điện Biên"},
            "nyc_dien_thoai": "0912345601",
            "ho_ten": HOA["HoVaTen"],
            "ngay_sinh": "1985-03-12",
        },
        "fee_collected": 16000,
    }
    first = desk.post("/dossiers", entry)
    assert first.status_code == 201, first.content
    assert desk.post("/dossiers", entry).json()["code"] == first.json()["code"]
    assert Dossier.objects.count() == 1
    (slip,) = desk.get(f"/dossiers/{first.json()['code']}").json()["slips"]
    assert slip["form"] == "01"


def test_a_supplement_is_asked_once_and_a_dossier_withdrawn(citizen: Machine, office: Office) -> None:
    desk, code = of_post(office, "motcua"), submitted(citizen, office)
    asked = {"items": [{"component": "to_khai", "name": "Tờ khai", "what": "Thiếu chữ ký"}], "reason": "Chưa đủ giấy tờ"}
    assert desk.post(f"/dossiers/{code}/supplement-requests", asked).status_code == 201
    assert desk.post(f"/dossiers/{code}/supplement-requests", asked).status_code == 409
    withdrawn = citizen.post(f"/dossiers/{code}/withdrawal", {"reason": "Không cần nữa"})
    assert withdrawn.json()["status"] == "withdrawn"


def test_the_desk_refuses_with_a_reason_only(citizen: Machine, office: Office) -> None:
    desk, code = of_post(office, "motcua"), submitted(citizen, office)
    nothing = desk.post(f"/dossiers/{code}/refusal", {"reason": " "})
    assert (nothing.status_code, nothing.json()["errors"][0]["field"]) == (422, "reason")
    assert desk.post(f"/dossiers/{code}/refusal", {"reason": "Không thuộc thẩm quyền"}).json()["status"] == "not_accepted"


def test_a_draft_is_only_its_owners(citizen: Machine, office: Office) -> None:
    key = a_draft(citizen, office)
    stranger = machine_of(office.citizen({**HOA, "SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "GioiTinh": "Nam"} | BORN))
    for method, path in (("GET", ""), ("DELETE", "")):
        assert stranger.send(method, f"/drafts/{key}{path}").status_code == 404
    assert stranger.send("PATCH", f"/drafts/{key}", {"values": {"so_luong": 9}}).status_code == 404
    assert stranger.get("/drafts").json() == {"items": []}
    assert citizen.send("DELETE", f"/drafts/{key}").status_code == 204


BORN = {"NgayThangNamSinh": "1978-11-02"}


def test_an_agency_that_does_not_handle_the_procedure_is_refused(citizen: Machine, office: Office) -> None:
    wrong = citizen.post("/drafts", {"procedure": EXTRACT, "unit_id": office.unit(CITY).pk})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "unit_id")
    key = a_draft(citizen, office)
    assert citizen.send("PATCH", f"/drafts/{key}", {"values": {}, "unit_id": office.unit(CITY).pk}).status_code == 422


def test_the_catalogue_is_open_to_everybody(office: Office) -> None:
    nobody = Machine("")
    found = nobody.get("/procedures?text=trich luc").json()["items"]
    assert EXTRACT in [row["code"] for row in found]
    whole = nobody.get(f"/procedures/{EXTRACT}").json()
    assert whole["cases"][0]["components"]
    assert nobody.get(f"/procedures/{EXTRACT}/form").json()["form"]["x-pages"]
    assert DIEN_BIEN in [unit["code"] for unit in nobody.get(f"/procedures/{EXTRACT}/agencies").json()]
    assert nobody.get("/procedures/1.999999").status_code == 404


def test_a_leader_reads_figures_and_the_records_behind_them(citizen: Machine, office: Office) -> None:
    chair, place = of_post(office, "chutich"), office.unit(DIEN_BIEN).pk
    code = submitted(citizen, office)
    of_post(office, "motcua").post(f"/dossiers/{code}/reception", {"fee_collected": 16000})
    figures = chair.get(f"/indicators?unit_id={place}").json()
    assert figures["items"]
    stock = next(one for one in figures["items"] if one["kind"] == "stock" and one["total"] == "1")
    assert chair.get(f"/indicators/{stock['key']}/records?unit_id={place}").json()["items"] == [code]
    assert chair.get(f"/indicators?unit_id={place}&first=2022-12-01&last=2022-11-01").status_code == 422


def test_a_program_learns_whom_it_acts_for(office: Office) -> None:
    me = machine_of(office.actor("dienbien.motcua"), "dossier.receive").get("/me").json()
    assert (me["kind"], me["scopes"], me["posts"][0]["role"]) == ("official", ["dossier.receive"], "desk_officer")


@pytest.mark.parametrize("path", ["/tasks", "/dossiers", "/intake"])
def test_a_list_takes_as_many_statements_for_three_dossiers_as_for_one(citizen: Machine, office: Office, path: str) -> None:
    desk, clerk = of_post(office, "motcua"), of_post(office, "tuphap")
    asking = desk if path == "/intake" else clerk
    counted = []
    for more in (1, 2):
        for _ in range(more):
            code = submitted(citizen, office)
            if path != "/intake":
                desk.post(f"/dossiers/{code}/reception", {"fee_collected": 16000})
        asking.get(path)
        with CaptureQueriesContext(connection) as seen:
            rows = asking.get(path).json()["items"]
        counted.append(len(seen))
    assert len(rows) == 3
    assert counted[0] == counted[1] <= 6
