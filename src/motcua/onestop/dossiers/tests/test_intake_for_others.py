"""Any desk of the province takes in what the law of the day lets it take in, for whoever is competent; it is counted once."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput
from motcua.onestop.dossiers.actions.desks import stands_at
from motcua.onestop.dossiers.api import Dossier, WalkIn, register_dossier, return_result, to_return
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.queries.handover import Leg, handover_of
from motcua.onestop.dossiers.rules.intake import Reach, intake_rule, may_take_in_for_others
from motcua.onestop.dossiers.tests.test_life import ANSWERS, EXTRACT, done
from tests.bundles import BIRTH, begun, decide, parts, signed, worked
from tests.office import CITY, DIEN_BIEN, HOANG_QUANG, Office

BIRTH_ALONE, DEATH_ALONE = "1.001193", "1.000656"


def taken_in(office: Office, *, procedure: str = EXTRACT, return_desk: str = "", answers: dict[str, object] | None = None) -> Dossier:
    """Điện Biên's desk takes in what Hoằng Quang decides."""
    office.citizen()
    entry = WalkIn(
        key=uuid4(),
        procedure_code=procedure,
        competent_id=office.unit(HOANG_QUANG).pk,
        receiver_id=office.unit(f"{DIEN_BIEN}/mot_cua").pk,
        owner=Party.objects.get(citizen_id="038185004217"),
        answers=answers or {**worked(EXTRACT), **ANSWERS},
        fee_collected=16_000 if procedure == EXTRACT else 0,
        return_desk_id=office.unit(return_desk).pk if return_desk else None,
    )
    return register_dossier(entry, actor=office.actor("dienbien.motcua"))


def resolved(office: Office, dossier: Dossier) -> Dossier:
    done(dossier, "propose", office.actor("hoangquang.tuphap"))
    dossier = done(dossier, "approved", office.actor("hoangquang.chutich"))
    signed(dossier)
    return dossier


def amounts(key: str) -> dict[int, int]:
    """What the indicator counts this week, by unit."""
    scope = Scope(now=clock.now(), first=date(2022, 11, 14), last=date(2022, 11, 20))
    value = registered()[key].value
    assert value is not None
    return {row["cell_unit"]: row["amount"] for row in value(scope)}


def test_tasks_go_to_the_competent_body_and_both_units_see_the_dossier(office: Office) -> None:
    dossier = taken_in(office)
    assert (dossier.competent.code, dossier.receiver.code, dossier.for_other) == (HOANG_QUANG, f"{DIEN_BIEN}/mot_cua", True)
    (task,) = open_tasks(STREAM, dossier.pk)
    assert task.unit_id == office.unit(f"{HOANG_QUANG}/tu_phap_ho_tich").pk
    for name in ("dienbien.motcua", "hoangquang.tuphap", "hoangquang.chutich"):
        assert Dossier.objects.visible_to(office.actor(name)).filter(pk=dossier.pk).exists(), name
    assert dossier.code.startswith(f"{office.unit(HOANG_QUANG).agency_code}-")


def test_it_is_counted_once_for_the_competent_unit_and_shown_apart_for_the_receiver(office: Office) -> None:
    taken_in(office)
    assert amounts("dossiers.received") == {office.unit(HOANG_QUANG).pk: 1}
    assert amounts("dossiers.received_for_others") == {office.unit(DIEN_BIEN).pk: 1}


def test_the_result_waits_where_it_came_in_unless_the_person_chose_the_other_desk(office: Office) -> None:
    here = resolved(office, taken_in(office))
    there = resolved(office, taken_in(office, return_desk=f"{HOANG_QUANG}/mot_cua"))
    receiving, deciding = office.actor("dienbien.motcua"), office.actor("hoangquang.motcua")
    assert [row.pk for row in to_return(actor=receiving).rows] == [here.pk]
    assert [row.pk for row in to_return(actor=deciding).rows] == [there.pk]
    handed = return_result(there.code, method="counter", received_by="Nguyễn Thị Hoa", actor=deciding)
    assert handed.returned_at is not None


def test_a_third_desk_cannot_be_chosen_for_the_result(office: Office) -> None:
    with pytest.raises(InvalidInput) as refused:
        taken_in(office, return_desk=f"{CITY}/mot_cua")
    assert [error.field for error in refused.value.fields] == ["return_desk"]
    assert not Dossier.objects.exists()


def test_the_way_between_the_two_units_is_told_with_its_dates(office: Office) -> None:
    dossier = taken_in(office)
    assert handover_of(dossier).leg is Leg.SENT
    done(dossier, "propose", office.actor("hoangquang.tuphap"))
    assert handover_of(Dossier.objects.get(pk=dossier.pk)).leg is Leg.IN_PROCESS
    done(dossier, "approved", office.actor("hoangquang.chutich"))
    signed(dossier)
    waiting = handover_of(Dossier.objects.get(pk=dossier.pk))
    assert (waiting.leg, waiting.sent_at) == (Leg.AWAITING_DESK, dossier.received_at)
    return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=office.actor("dienbien.motcua"))
    back = handover_of(Dossier.objects.get(pk=dossier.pk))
    assert back.leg is Leg.RETURNED
    assert back.sent_at is not None
    assert back.taken_up_at is not None
    assert back.decided_at is not None
    assert back.returned_at is not None
    assert back.sent_at <= back.taken_up_at <= back.decided_at <= back.returned_at


def test_what_is_bound_to_a_territory_is_refused_elsewhere_with_the_way_out(office: Office) -> None:
    with pytest.raises(InvalidInput) as refused:
        taken_in(office, procedure=DEATH_ALONE, answers=worked(DEATH_ALONE))
    said = refused.value.message % refused.value.params
    assert "Ủy ban nhân dân xã Hoằng Quang" in said
    assert refused.value.way_out
    assert not Dossier.objects.exists()


def test_from_july_2025_every_procedure_of_the_province_is_taken_in_at_any_desk(office: Office) -> None:
    with clock.frozen(datetime(2025, 7, 1, 9, tzinfo=VIETNAM)):
        answers = {**worked(DEATH_ALONE), "ngay_chet": "2025-06-28", "giay_to_chet": "bao_tu"}
        with pytest.raises(InvalidInput) as incomplete:
            taken_in(office, procedure=DEATH_ALONE, answers=answers)
    assert [error.field for error in incomplete.value.fields] == ["paper.giay_bao_tu"], "only the paper is missing now"


@pytest.mark.parametrize(
    ("on", "reach"),
    [
        (date(2017, 1, 1), Reach.NOTHING),
        (date(2021, 12, 5), Reach.NOTHING),
        (date(2021, 12, 6), Reach.FLAGGED),
        (date(2025, 6, 30), Reach.FLAGGED),
        (date(2025, 7, 1), Reach.EVERYTHING),
    ],
)
def test_the_rule_of_the_day_of_intake_holds(on: date, reach: Reach) -> None:
    assert intake_rule(on).reach is reach
    assert may_take_in_for_others(False, on) == (reach is Reach.EVERYTHING)
    assert may_take_in_for_others(True, on) == (reach is not Reach.NOTHING)


def test_police_and_insurance_stand_at_the_desk_of_the_territory_they_serve(office: Office) -> None:
    ward, other, city = (office.unit(f"{code}/mot_cua") for code in (DIEN_BIEN, HOANG_QUANG, CITY))
    assert stands_at(ward, office.unit("cong_an_14767"))
    assert not stands_at(other, office.unit("cong_an_14767"))
    assert stands_at(city, office.unit("bhxh_380"))
    assert stands_at(office.unit("38/mot_cua"), office.unit("so_tu_phap"))
    assert not stands_at(office.unit("38/mot_cua"), office.unit(DIEN_BIEN))


def test_the_parts_of_a_bundle_are_counted_apart_and_the_whole_once(office: Office) -> None:
    whole = begun(office, BIRTH, "giay_chung_sinh")
    signed(decide(office, parts(whole)["khai_sinh"]))
    ward = office.unit(DIEN_BIEN).pk
    assert amounts("dossiers.received") == {ward: 1}
    assert amounts("dossiers.pending") == {ward: 1}
    assert amounts("dossiers.resolved") == {}
    assert amounts("dossiers.parts_received") == {ward: 1}
    assert amounts("dossiers.parts_resolved") == {ward: 1}
