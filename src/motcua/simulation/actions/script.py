"""From a row of the plan to the acts of a dossier, with the people who take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motcua.ground.directory.api import Unit, signing_title
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold
from motcua.onestop.dossiers.api import Act, History
from motcua.onestop.dossiers.events import DossierEvent
from motcua.simulation.queries.stage import Stage
from motcua.simulation.rules.catalogue import Invented
from motcua.simulation.rules.fates import Fate
from motcua.simulation.rules.grid import moment_of
from motcua.simulation.rules.moments import NEVER, Window
from motcua.simulation.rules.names import person
from motcua.simulation.rules.plan import Plan, Series
from motcua.simulation.rules.scenario import Scenario

_WITHDRAWN = "Người nộp xin rút hồ sơ (mô phỏng)"
_NOT_ELIGIBLE = "Không đủ điều kiện giải quyết (mô phỏng)"
_REFUSED = "Hồ sơ không thuộc thẩm quyền (mô phỏng)"
_INCOMPLETE = "Đơn đề nghị chưa ghi đủ nội dung (mô phỏng)"
_ITEM = {
    "component_key": "don",
    "name": "Đơn đề nghị",
    "what": "Ghi đủ nội dung",
    "originals": 0,
    "certified_copies": 0,
    "copies": 1,
    "unusable": "",
}
_MOST_KEPT = 50_000


@dataclass
class Script:
    """Everything needed to tell the lives of a plan; `before` holds the last number in use before the plan's, by series."""

    plan: Plan
    span: Window
    people: int
    scenario: Scenario
    stage: Stage
    procedures: Sequence[Invented]
    series: Sequence[str]
    versions: Mapping[str, int]
    staff: Mapping[tuple[int, str], Actor]
    keys: Sequence[str]
    first_party: int = 0
    before: Mapping[str, Sequence[int]] = field(default_factory=dict)
    _titles: dict[int, str] = field(default_factory=dict)
    _people: dict[int, tuple[str, str, Actor]] = field(default_factory=dict)

    def start(self, first_party: int, before: Mapping[str, Sequence[int]]) -> None:
        """What is known once people and numbers are set aside."""
        self.first_party, self.before = first_party, before

    def history(self, place: int) -> History:
        """The life at that place of the plan."""
        plan = self.plan
        body, procedure = int(plan.body[place]), self.procedures[int(plan.procedure[place])]
        number = int(plan.person[place])
        name, folded, citizen = self._person(number)
        online = bool(plan.online[place])
        competent, desk = self.stage.bodies[body], self.stage.desks[body]
        return History(
            key=self.keys[place],
            version_id=self.versions[procedure.code],
            case_key="standard",
            channel=2 if online else 1,
            competent_id=competent.pk,
            receiver_id=desk.pk,
            owner_id=self.first_party + number,
            owner_name=name,
            owner_folded=folded,
            answers={"nguoi_nop": name, "noi_dung": self.scenario.marking.answer},
            acts=tuple(self._acts(place, procedure, competent, desk, citizen)),
        )

    def _person(self, number: int) -> tuple[str, str, Actor]:
        if number not in self._people:
            if len(self._people) > _MOST_KEPT:
                self._people.clear()
            name = self.scenario.marking.people.format(name=person(number)[0])
            self._people[number] = (name, fold(name), Actor(kind="citizen", name=name, party_id=self.first_party + number))
        return self._people[number]

    def _title(self, leader: Actor, competent: Unit) -> str:
        if competent.pk not in self._titles:
            self._titles[competent.pk] = signing_title(leader, competent.pk)
        return self._titles[competent.pk]

    def _number(self, name: str, series: Series, place: int) -> int:
        return self.before[name][int(series.of[place])] + int(series.rank[place])

    def _acts(self, place: int, procedure: Invented, competent: Unit, desk: Unit, citizen: Actor) -> list[Act]:
        plan, at = self.plan, self.plan.moments
        fate = Fate(int(plan.fate[place]))
        officer = self.staff[desk.pk, "desk_officer"]
        sender = citizen if plan.online[place] else officer
        acts = [Act(DossierEvent.SUBMITTED, moment_of(int(at.submitted[place])), sender, self._number("codes", plan.codes, place))]
        if fate is Fate.WAITING:
            return acts
        slip = self._number("slips", plan.slips, place)
        if fate is Fate.REFUSED:
            return [*acts, Act(DossierEvent.REFUSED, moment_of(int(at.ended[place])), officer, slip, {"reason": _REFUSED})]
        acts.append(Act(DossierEvent.RECEIVED, moment_of(int(at.received[place])), officer, slip))
        acts += self._supplement(place, procedure, competent, citizen)
        leader = self.staff[competent.pk, "leader"]
        if at.examined[place] != NEVER:
            specialist = self.staff[self.stage.divisions[competent.pk, procedure.field.division].pk, "specialist"]
            acts.append(Act(DossierEvent.TASK_COMPLETED, moment_of(int(at.examined[place])), specialist, 0, {"outcome": "propose"}))
        if fate is Fate.PENDING:
            return acts
        ended = moment_of(int(at.ended[place]))
        if fate is Fate.WITHDRAWN:
            return [*acts, Act(DossierEvent.WITHDRAWN, ended, citizen, 0, {"reason": _WITHDRAWN, "at_wish_of": citizen.name})]
        if fate is Fate.NOT_ELIGIBLE:
            return [*acts, *self._stopped(place, procedure, competent)]
        acts.append(Act(DossierEvent.TASK_COMPLETED, ended, leader, 0, {"outcome": "approved"}))
        result = self._number("results", plan.results, place) if procedure.field.series else 0
        acts.append(Act(DossierEvent.RESOLVED, ended, leader, result, {"title": self._title(leader, competent)}))
        if at.returned[place] != NEVER:
            to = {"method": "counter", "to": citizen.name}
            acts.append(Act(DossierEvent.RETURNED, moment_of(int(at.returned[place])), officer, 0, to))
        return acts

    def _supplement(self, place: int, procedure: Invented, competent: Unit, citizen: Actor) -> list[Act]:
        at = self.plan.moments
        if at.asked[place] == NEVER:
            return []
        specialist = self.staff[self.stage.divisions[competent.pk, procedure.field.division].pk, "specialist"]
        said = {"reason": _INCOMPLETE, "items": [_ITEM]}
        number = self._number("requests", self.plan.requests, place)
        acts = [Act(DossierEvent.SUPPLEMENT_REQUESTED, moment_of(int(at.asked[place])), specialist, number, said)]
        if at.answered[place] != NEVER:
            acts.append(Act(DossierEvent.SUPPLEMENT_ANSWERED, moment_of(int(at.answered[place])), citizen))
        return acts

    def _stopped(self, place: int, procedure: Invented, competent: Unit) -> list[Act]:
        ended = moment_of(int(self.plan.moments.ended[place]))
        by = self.staff[competent.pk, "leader"]
        if procedure.field.steps > 1:
            by = self.staff[self.stage.divisions[competent.pk, procedure.field.division].pk, "specialist"]
        said = {"outcome": "not_eligible", "comment": _NOT_ELIGIBLE}
        return [
            Act(DossierEvent.TASK_COMPLETED, ended, by, 0, said),
            Act(DossierEvent.STOPPED, ended, by, 0, {"reason": _NOT_ELIGIBLE}),
        ]
