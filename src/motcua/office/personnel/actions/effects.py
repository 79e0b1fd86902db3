"""What a decision does to places, written with its day; and how it is taken back before that day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from motcua.ground.directory.api import Delegation, reopen_tenure, withdraw_tenure
from motcua.kernel.actor import Actor
from motcua.office.personnel.actions.places import end_place, give_back, on_behalf, open_place, take_up
from motcua.office.personnel.models import Decision, Placement
from motcua.office.personnel.rules.decisions import DecisionText, Effect, effect_of, end_of_term
from motcua.office.personnel.rules.person_facts import PlaceFacts


def write_effects(decision: Decision, text: DecisionText, place: Placement, *, actor: Actor) -> None:
    """Write what the decision does; `decision.before` keeps what it changed. The caller saves the decision."""
    _WRITERS[effect_of(text.kind)](decision, text, place, actor)


def _new_main(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    decision.before = {"ended": [_ended(place)]}
    same_post = place.staffed and place.unit_id == text.unit_id and place.kind == text.place_kind
    if place.staffed and not same_post:
        give_back(place, last_day=text.effective_on - timedelta(days=1), actor=actor)
    end_place(place, first_day_without=text.effective_on, why=text.kind, actor=actor)
    made = open_place(decision.person, _facts(text), how="decision", staffed=same_post, actor=actor)
    decision.placement = made


def _extra(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    decision.placement = open_place(decision.person, _facts(text), how="decision", main=False, actor=actor)


def _term(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    decision.before = {"term": [place.pk, _day(place.term_ends_on)]}
    place.term_ends_on = text.term_ends_on
    place.save(update_fields=["term_ends_on"])
    decision.placement = place


def _leave(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    places = list(decision.person.placements.filter(valid_to__isnull=True).order_by("-main", "pk"))
    decision.before = {"ended": [_ended(one) for one in places], "left_on": _day(decision.person.left_on)}
    last = text.effective_on - timedelta(days=1)
    for one in places:
        if one.staffed:
            give_back(one, last_day=last, actor=actor)
        end_place(one, first_day_without=text.effective_on, why=text.kind, actor=actor)
    decision.before["delegations"] = _stand_ins_end(decision.person.account_id, last)
    decision.person.left_on = last
    decision.person.save(update_fields=["left_on"])
    decision.placement = place


def _grade(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    person = decision.person
    decision.before = {"rank": person.rank, "coefficient": str(person.coefficient or ""), "graded_on": _day(person.graded_on)}
    person.rank, person.coefficient, person.graded_on = text.rank.strip() or person.rank, text.coefficient, text.effective_on
    person.next_raise_on = end_of_term(text.effective_on, 3) + timedelta(days=1)  # every 36 months; Circular 08/2013/TT-BNV, article 2
    person.save(update_fields=["rank", "coefficient", "graded_on", "next_raise_on"])


def _note(decision: Decision, text: DecisionText, place: Placement, actor: Actor) -> None:
    decision.placement = place


def _stand_ins_end(account_id: int | None, last: date) -> list[list[object]]:
    """Who leaves stands in for nobody after the last day. What was arranged for later falls to the last day it may have: none at all."""
    if account_id is None:
        return []
    rows = Delegation.objects.select_for_update().filter(account_id=account_id, valid_to__gt=last)
    kept: list[list[object]] = []
    for row in rows:
        kept.append([row.pk, row.valid_from.isoformat(), row.valid_to.isoformat()])
        row.valid_from, row.valid_to = min(row.valid_from, last), last
        row.save(update_fields=["valid_from", "valid_to"])
    return kept


def take_back_effects(decision: Decision, *, actor: Actor) -> None:
    """Before its day: everything stands again as it was. The caller has checked that no later decision builds on it."""
    before, acting = decision.before, on_behalf(actor)
    made = decision.placement if effect_of(decision.kind) in {Effect.NEW_MAIN, Effect.EXTRA} else None
    if made is not None:
        decision.placement = None
        decision.save(update_fields=["placement"])
        tenure_id = made.tenure_id
        moved_post = made.staffed and not any(was[3] and _same_post(was, made) for was in before.get("ended", []))
        if moved_post:
            give_back(made, last_day=made.valid_from - timedelta(days=1), actor=actor)
        made.delete()
        if tenure_id is not None:
            withdraw_tenure(tenure_id, actor=acting)
    for was in before.get("ended", []):
        _reopen(was, decision, made, actor)
    if "term" in before:
        Placement.objects.filter(pk=before["term"][0]).update(term_ends_on=before["term"][1])
    for pk, first, last in before.get("delegations", []):
        Delegation.objects.filter(pk=pk).update(valid_from=first, valid_to=last)
    person = decision.person
    if "left_on" in before:
        person.left_on = None
        person.save(update_fields=["left_on"])
    if "graded_on" in before:
        person.rank, person.graded_on, person.next_raise_on = before["rank"], _date(before["graded_on"]), None
        person.coefficient = Decimal(before["coefficient"]) if before["coefficient"] else None
        person.save(update_fields=["rank", "coefficient", "graded_on", "next_raise_on"])


def _reopen(was: list[object], decision: Decision, made: Placement | None, actor: Actor) -> None:
    tenure_id, tenure_end, staffed = was[1], was[2], was[3]
    place = Placement.objects.get(pk=int(str(was[0])))
    place.valid_to, place.ended_by = None, ""
    place.save(update_fields=["valid_to", "ended_by"])
    if tenure_id is not None:
        reopen_tenure(int(str(tenure_id)), last_day=_date(tenure_end), actor=on_behalf(actor))
    if staffed and (made is None or not _same_post(was, made)):
        take_up(place, day=decision.effective_on, actor=actor)


def _same_post(was: list[object], made: Placement) -> bool:
    return was[4] == made.unit_id and was[5] == made.kind


def _ended(place: Placement) -> list[object]:
    """What is needed to open a place again: itself, its tenure and the end that had, whether it fills a post of which quota."""
    tenure_end = _day(place.tenure.valid_to) if place.tenure is not None else None
    return [place.pk, place.tenure_id, tenure_end, place.staffed, place.unit_id, place.kind]


def _facts(text: DecisionText) -> PlaceFacts:
    assert text.unit_id is not None  # a decision without a unit was refused
    return PlaceFacts(
        unit_id=text.unit_id,
        kind=text.place_kind,
        title=text.title,
        first_day=text.effective_on,
        title_key="head" if text.head else "",
        position_code=text.position_code,
        role=text.role,
        term_ends_on=end_of_term(text.effective_on, text.term_years) if text.term_years else None,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


_WRITERS: Mapping[Effect, Callable[[Decision, DecisionText, Placement, Actor], None]] = {
    Effect.NEW_MAIN: _new_main,
    Effect.EXTRA: _extra,
    Effect.TERM: _term,
    Effect.LEAVE: _leave,
    Effect.GRADE: _grade,
    Effect.NOTE: _note,
}
