"""One application, several agencies: parts begin in their order, and the whole ends once, with what they gave."""

import pytest

from motcua.blocks.events.api import drain, timeline
from motcua.blocks.files.api import store_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.directory.api import Unit, forget_units
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.onestop.catalogue.api import Procedure
from motcua.onestop.dossiers.api import (
    Dossier,
    Paper,
    Result,
    Slip,
    Status,
    SupplementItem,
    answer_supplement,
    bundle_of,
    my_dossiers,
    receive_dossier,
    request_supplement,
    return_result,
    to_return,
    withdraw_dossier,
)
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.queries.result_facts import result_facts
from tests.bundles import BIRTH, DEATH, begun, decide, go_on, parts, signed
from tests.office import DIEN_BIEN, Office


def test_birth_residence_and_insurance_follow_each_other_and_end_as_one(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    assert list(parts(whole)) == ["khai_sinh"]
    birth = parts(whole)["khai_sinh"]
    assert (birth.competent.code, birth.status, birth.owner_id) == (DIEN_BIEN, Status.RECEIVED, whole.owner_id)
    assert birth.answers["con_ho_ten"] == "Nguyễn Minh An"
    assert list(birth.papers.values_list("component_key", flat=True)) == ["giay_chung_sinh"]

    signed(decide(office, birth))
    go_on(whole)
    residence = parts(whole)["thuong_tru"]
    assert (residence.competent.code, residence.case_key) == ("cong_an_14767", "tre_em")
    handed_on = residence.papers.get()
    assert (handed_on.component_key, handed_on.origin, handed_on.reference) == ("giay_khai_sinh", Paper.Origin.RESULT, birth.code)
    assert residence.code.startswith(f"{whole.competent.agency_code}-"), "the police have no code of the province: the desk's stands"

    signed(decide(office, residence))
    go_on(whole)
    insurance = parts(whole)["bao_hiem"]
    assert insurance.competent.code == "bhxh_380"
    assert insurance.answers["so_giay_khai_sinh"] == "01/GKS"

    signed(decide(office, insurance))
    whole = go_on(whole)
    assert (whole.status, whole.ended_reason, whole.timing) == (Status.RESOLVED, "", "early")
    ends = [event.kind for event in timeline(STREAM, whole.pk) if event.kind in {DossierEvent.RESOLVED, DossierEvent.STOPPED}]
    assert ends == [DossierEvent.RESOLVED]


def test_the_citizen_has_one_dossier_one_slip_and_one_promise(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh", 1)
    assert [row.code for row in my_dossiers(actor=office.citizen()).rows] == [whole.code]
    assert list(Slip.objects.values_list("form", "dossier_id")) == [("01", whole.pk)]
    assert whole.due_at is not None
    part = parts(whole)["khai_sinh"]
    assert part.due_at is not None
    assert part.due_at < whole.due_at
    assert (whole.fee_total, part.fee_total) == (16_000, 0)


def test_death_opens_police_and_support_at_once_and_one_refusal_leaves_the_other(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 2)
    signed(decide(office, parts(whole)["khai_tu"]))
    go_on(whole)
    both = parts(whole)
    assert set(both) == {"khai_tu", "xoa_thuong_tru", "mai_tang"}
    decide(office, both["mai_tang"], refuse="Không thuộc nhóm được hỗ trợ.")
    assert go_on(whole).status == Status.IN_PROCESS
    signed(decide(office, both["xoa_thuong_tru"]))
    whole = go_on(whole)
    assert whole.status == Status.RESOLVED
    assert whole.ended_reason == "Hỗ trợ chi phí mai táng: Không thuộc nhóm được hỗ trợ."


def test_what_is_not_asked_for_is_not_begun(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 1)
    signed(decide(office, parts(whole)["khai_tu"]))
    go_on(whole)
    assert set(parts(whole)) == {"khai_tu", "xoa_thuong_tru"}
    signed(decide(office, parts(whole)["xoa_thuong_tru"]))
    assert go_on(whole).status == Status.RESOLVED


def test_without_a_birth_nothing_else_begins_and_the_whole_is_stopped_with_every_reason(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    decide(office, parts(whole)["khai_sinh"], refuse="Trẻ đã được đăng ký khai sinh nơi khác.")
    whole = go_on(whole)
    assert whole.status == Status.STOPPED
    assert whole.ended_reason.startswith(
        "Đăng ký khai sinh: Trẻ đã được đăng ký khai sinh nơi khác.; Đăng ký thường trú cho bé: không thực hiện"
    )
    assert list(parts(whole)) == ["khai_sinh"]


def test_a_result_that_is_not_signed_yet_begins_nothing(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    decide(office, parts(whole)["khai_sinh"])
    go_on(whole)
    assert list(parts(whole)) == ["khai_sinh"]


def test_going_on_twice_changes_nothing(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    signed(decide(office, parts(whole)["khai_sinh"]))
    go_on(whole)
    seen = Dossier.objects.count(), len(timeline(STREAM, whole.pk))
    go_on(whole)
    go_on(whole)
    assert (Dossier.objects.count(), len(timeline(STREAM, whole.pk))) == seen


def test_while_a_part_waits_for_papers_the_promise_of_the_whole_waits_too(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    birth, promised = parts(whole)["khai_sinh"], whole.due_at
    start = clock.now()
    item = SupplementItem("giay_chung_sinh", "Giấy chứng sinh", "mờ")
    request_supplement(birth.code, items=[item], reason="Giấy chứng sinh mờ.", actor=office.actor("dienbien.tuphap"))
    whole = go_on(whole)
    assert whole.status == Status.SUPPLEMENT_REQUESTED
    assert whole.pauses.get().started_at == birth.pauses.get().started_at
    told = [event.payload for event in timeline(STREAM, whole.pk) if event.kind == DossierEvent.PART_WAITS]
    assert [(one["part_code"], one["reason"]) for one in told] == [(birth.code, "Giấy chứng sinh mờ.")]
    with clock.frozen(start.replace(day=start.day + 2)):
        scan = store_bytes("lai.pdf", b"%PDF-1.4 again", "application/pdf")
        Paper.objects.create(dossier=birth, component_key="giay_chung_sinh", file=scan, name="lai.pdf", round=2, added_at=clock.now())
        answer_supplement(birth.code, actor=office.citizen())
        whole = go_on(whole)
    assert whole.status == Status.IN_PROCESS
    assert promised is not None
    assert whole.due_at is not None
    assert whole.due_at > promised


def test_a_whole_that_is_withdrawn_takes_its_open_parts_with_it(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    withdraw_dossier(whole.code, reason="Chuyển đi nơi khác.", actor=office.citizen())
    go_on(whole)
    part = parts(whole)["khai_sinh"]
    assert (part.status, part.ended_reason) == (Status.WITHDRAWN, "Chuyển đi nơi khác.")
    assert not open_tasks(STREAM, part.pk).exists()


def test_a_part_is_neither_withdrawn_nor_handed_over_by_itself(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    birth = parts(whole)["khai_sinh"]
    with pytest.raises(Conflict) as refused:
        withdraw_dossier(birth.code, actor=office.citizen())
    assert whole.code in str(refused.value.params["whole"])
    signed(decide(office, birth))
    desk = office.actor("dienbien.motcua")
    assert to_return(actor=desk).rows == []
    with pytest.raises(Conflict):
        return_result(birth.code, method="counter", received_by="Nguyễn Thị Hoa", actor=desk)
    with pytest.raises(Conflict):
        receive_dossier(birth.code, actor=desk)


def test_the_results_of_all_parts_are_handed_over_with_the_whole(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 1)
    for key in ("khai_tu", "xoa_thuong_tru"):
        signed(decide(office, parts(whole)[key]))
        whole = go_on(whole)
    return_result(whole.code, method="counter", received_by="Nguyễn Thị Hoa", actor=office.actor("dienbien.motcua"))
    assert {part.status for part in parts(whole).values()} == {Status.RETURNED}
    assert set(Result.objects.values_list("returned_to", flat=True)) == {"Nguyễn Thị Hoa"}


@pytest.mark.django_db
def test_the_worker_leads_a_bundle_from_event_to_event(office: Office) -> None:
    whole = begun(office, DEATH, "giay_bao_tu", 1)
    for key in ("khai_tu", "xoa_thuong_tru"):
        decide(office, parts(whole)[key])
        for _ in range(3):
            drain()
            run_pending(raise_errors=True)
    whole.refresh_from_db()
    assert whole.status == Status.RESOLVED
    assert all(part.result.signed_at for part in parts(whole).values())


def test_a_part_whose_procedure_was_abolished_meanwhile_is_still_done_by_the_law_of_the_day_of_reception(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    Procedure.objects.filter(code="1.004222").update(state="abolished")
    signed(decide(office, parts(whole)["khai_sinh"]))
    go_on(whole)
    assert set(parts(whole)) == {"khai_sinh", "thuong_tru"}


def test_a_part_goes_to_the_agency_of_the_day_of_reception_also_when_that_was_closed_meanwhile(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    start = clock.now()
    Unit.objects.filter(code="cong_an_14767").update(valid_to=start.date())
    forget_units()
    with clock.frozen(start.replace(day=start.day + 1)):
        signed(decide(office, parts(whole)["khai_sinh"]))
        go_on(whole)
        assert parts(whole)["thuong_tru"].competent.code == "cong_an_14767"
        assert [row.agency.code for row in bundle_of(whole)] == ["14767", "cong_an_14767", "bhxh_380"]


def test_the_police_sign_in_the_ward_they_serve_under_the_police_above(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    signed(decide(office, parts(whole)["khai_sinh"]))
    go_on(whole)
    decide(office, parts(whole)["thuong_tru"])
    result = Result.objects.select_related("dossier__owner", "dossier__competent", "issuer").get(dossier__part_key="thuong_tru")
    facts = result_facts(result, result.dossier, "")
    assert (facts.place, facts.agency, facts.superior) == ("Điện Biên", "Công an phường Điện Biên", "Công an thành phố Thanh Hóa")
    assert (facts.signer_name, facts.signer_title) == ("Nguyễn Mạnh Tường", "Trưởng Công an phường")
