"""Citizens rate once; units assess themselves, superiors appraise; the board names what is late and why."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.directory.api import Tenure, unit_by_code
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Decision, Dossier, complete_task
from motcua.onestop.evaluation.api import (
    Assessment,
    Ballot,
    Cause,
    Opinion,
    appraise,
    edition_on,
    give_rating,
    give_rating_in_public,
    live_board,
    load_of,
    quarter_page,
    ranking,
    score_self,
)
from tests.office import DIEN_BIEN, HOA, Office
from tests.security.world import World, build

IN_JANUARY = datetime(2023, 1, 9, 9, tzinfo=VIETNAM)
PLEASED = Opinion(3, {"attitude": 2, "publication": 1})


@pytest.fixture
def world(office: Office) -> World:
    return build(office)


@pytest.fixture
def resolved(world: World, office: Office) -> Dossier:
    """The dossier of the world, examined and signed."""
    return _resolve(world, office)


def _resolve(world: World, office: Office) -> Dossier:
    for _step in range(4):
        task = open_tasks("dossier", world.dossier.pk).first()
        if task is None:
            break
        names = {"specialist": "dienbien.tuphap", "leader": "dienbien.chutich"}
        outcome = "approved" if task.step == "approve" else "propose"
        complete_task(task.pk, decision=Decision(outcome, "đủ điều kiện"), actor=office.actor(names[task.role]))
    dossier = Dossier.objects.get(pk=world.dossier.pk)
    assert dossier.ended_at is not None
    return dossier


def full(points: int = 2) -> dict[str, Decimal]:
    return {index.key: Decimal(points) for index in edition_on(clock.today()).indices}


def test_the_owner_rates_once_after_the_end(world: World, office: Office) -> None:
    owner = world.actors["owner"]
    with pytest.raises(Conflict):
        give_rating(world.dossier.code, opinion=PLEASED, actor=owner)
    _resolve(world, office)
    ballot = give_rating(world.dossier.code, opinion=PLEASED, actor=owner)
    assert ballot.unit_id == world.dossier.competent_id
    with pytest.raises(Conflict):
        give_rating(world.dossier.code, opinion=Opinion(1), actor=owner)
    assert Ballot.objects.get().satisfied == 3


def test_a_rating_names_nobody(resolved: Dossier, world: World) -> None:
    give_rating(resolved.code, opinion=PLEASED, actor=world.actors["owner"])
    event = Event.objects.get(kind="rating.given")
    assert (event.actor_kind, event.actor_id, event.subject_id) == ("system", None, None)


def test_at_the_machine_code_and_number_are_proof_enough(resolved: Dossier) -> None:
    with pytest.raises(NotFound):
        give_rating_in_public(resolved.code, "038078011358", opinion=PLEASED)
    assert give_rating_in_public(resolved.code, HOA["SoDinhDanh"], opinion=PLEASED).satisfied == 3


@pytest.mark.parametrize(
    "opinion", [Opinion(0), Opinion(4), Opinion(2, {"attitude": 3}), Opinion(2, {"total_time": 2}), Opinion(2, words="x" * 2001)]
)
def test_an_answer_that_was_not_offered_is_refused(resolved: Dossier, world: World, opinion: Opinion) -> None:
    with pytest.raises(InvalidInput):
        give_rating(resolved.code, opinion=opinion, actor=world.actors["owner"])
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("name", ["stranger", "dienbien.tuphap", "dienbien.chutich"])
def test_nobody_else_rates(resolved: Dossier, world: World, name: str) -> None:
    with pytest.raises((NotFound, Forbidden)):
        give_rating(resolved.code, opinion=PLEASED, actor=world.actors.get(name, ANONYMOUS))


def test_points_follow_from_records_and_ballots(resolved: Dossier, world: World, office: Office) -> None:
    give_rating(resolved.code, opinion=PLEASED, actor=world.actors["owner"])
    with clock.frozen(IN_JANUARY):
        page = quarter_page(unit_by_code(DIEN_BIEN).pk, 2022, 4, actor=office.actor("dienbien.chutich"))
    found = page.basis.found
    assert page.basis.ballots == 1
    assert (found["total_time"].points, found["total_time"].of) == (2, 1)
    assert found["contacts"].points == 2
    assert found["attitude"].points == 2
    assert found["publication"].points == 1
    assert found["desk"].points is None


def test_a_unit_assesses_itself_and_its_superior_appraises(resolved: Dossier, office: Office) -> None:
    place = unit_by_code(DIEN_BIEN).pk
    head, superior = office.actor("dienbien.chutich"), office.actor("kiemsoat.tinh")
    with pytest.raises(Conflict):
        score_self(place, 2022, 4, points=full(1), actor=head)
    with clock.frozen(IN_JANUARY):
        made = score_self(place, 2022, 4, points=full(1), actor=head)
        assert made.self_total == 9
        with pytest.raises(Forbidden):
            appraise(made.pk, points=full(2), actor=head)
        done = appraise(made.pk, points={**full(2), "online": Decimal("1.5")}, actor=superior)
        assert (done.total, done.grade) == (Decimal("17.5"), "excellent")
        with pytest.raises(Conflict):
            appraise(made.pk, points=full(0), actor=superior)
        with pytest.raises(Conflict):
            score_self(place, 2022, 4, points=full(1), actor=head)
        assert [one.pk for one in ranking(unit_by_code("38").pk, 2022, 4, actor=superior)] == [made.pk]


def test_more_points_than_the_records_show_need_a_reason(world: World, office: Office) -> None:
    Ballot.objects.create(
        dossier=world.dossier, unit_id=world.dossier.competent_id, satisfied=1, points={"attitude": 0}, way="web", given_at=clock.now()
    )
    place, head = unit_by_code(DIEN_BIEN).pk, office.actor("dienbien.chutich")
    with clock.frozen(IN_JANUARY):
        with pytest.raises(InvalidInput) as refused:
            score_self(place, 2022, 4, points=full(2), actor=head)
        assert refused.value.fields[0].field == "note"
        assert score_self(place, 2022, 4, points=full(2), note="Phiếu duy nhất, đã giải trình", actor=head).self_total == 18


@pytest.mark.parametrize("points", [{}, {"desk": Decimal(3)}, {"desk": Decimal(-1)}])
def test_every_index_needs_points_from_0_to_2(world: World, office: Office, points: dict[str, Decimal]) -> None:
    with clock.frozen(IN_JANUARY), pytest.raises(InvalidInput) as refused:
        score_self(
            unit_by_code(DIEN_BIEN).pk, 2022, 4, points={**(full(1) if points else {}), **points}, actor=office.actor("dienbien.chutich")
        )
    assert refused.value.fields[0].field.startswith("points_")
    assert not Assessment.objects.filter(quarter=4).exists()


def _row(office: Office, at: datetime | None = None) -> Any:
    with clock.frozen(at or clock.now()):
        board = live_board(unit_by_code(DIEN_BIEN).pk, actor=office.actor("dienbien.chutich"))
    return board.rows[0]


def test_the_board_names_the_late_dossier_its_place_and_its_cause(world: World, office: Office) -> None:
    row = _row(office)
    assert (row.dossier.code, row.is_late) == (world.dossier.code, False)
    late = _row(office, clock.now() + timedelta(days=2))
    assert late.is_late
    assert late.cause is Cause.STEP_LATE
    assert late.holders


def test_an_empty_post_is_named_as_the_cause(world: World, office: Office) -> None:
    task = open_tasks("dossier", world.dossier.pk).get()
    Tenure.objects.filter(post__unit_id=task.unit_id, post__role=task.role).update(valid_to="2022-10-31")
    assert _row(office).cause is Cause.EMPTY_POST


def test_the_board_is_not_for_other_wards_nor_for_desk_officers(world: World, office: Office) -> None:
    for name in ("hoangquang.chutich", "dienbien.motcua"):
        with pytest.raises(Forbidden):
            live_board(unit_by_code(DIEN_BIEN).pk, actor=office.actor(name))


def test_the_load_of_a_post_counts_its_open_and_late_tasks(world: World, office: Office) -> None:
    head = office.actor("dienbien.chutich")
    with clock.frozen(clock.now() + timedelta(days=2)):
        loads = {load.role: load for load in load_of(unit_by_code(DIEN_BIEN).pk, actor=head)}
    assert (loads["specialist"].open, loads["specialist"].late) == (1, 1)
    assert loads["specialist"].holders


def test_board_and_load_ask_a_constant_number_of_questions(
    world: World, office: Office, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    head: Actor = office.actor("dienbien.chutich")
    place = unit_by_code(DIEN_BIEN).pk
    with django_assert_max_num_queries(7):
        live_board(place, actor=head)
    with django_assert_max_num_queries(5):
        load_of(place, actor=head)
