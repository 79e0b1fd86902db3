"""The invented staff: one desk officer, one specialist per division and one leader wherever nobody holds the post yet."""

from collections.abc import Iterator, Mapping, Sequence

from motcua.ground.directory.api import StaffEntry, Unit, adopt_staff
from motcua.kernel.actor import Actor
from motcua.simulation.queries.stage import Stage
from motcua.simulation.rules.names import person
from motcua.simulation.rules.scenario import FieldOfWork, Scenario

_TITLES = {
    "desk_officer": ("Công chức tiếp nhận và trả kết quả", "One-stop desk officer"),
    "specialist": ("Chuyên viên", "Specialist"),
    "leader": ("Thủ trưởng", "Head"),
}


def cast(stage: Stage, scenario: Scenario, office: Unit, *, actor: Actor) -> Mapping[tuple[int, str], Actor]:
    """Who holds which post, by unit and role; `office` is where feedback comes in."""
    entries = {(unit.pk, role): unit for unit, role in [*_posts(stage, scenario.catalogue.fields), (office, "specialist")]}
    staff = [_entry(unit, role, nth, scenario) for nth, ((_, role), unit) in enumerate(entries.items())]
    return adopt_staff(staff, since=scenario.opens_on, actor=actor)


def _posts(stage: Stage, fields: Sequence[FieldOfWork]) -> Iterator[tuple[Unit, str]]:
    for body, desk in zip(stage.bodies, stage.desks, strict=True):
        yield desk, "desk_officer"
        yield body, "leader"
        for field in fields:
            if field.body in {body.code, body.kind}:
                yield stage.divisions[body.pk, field.division], "specialist"


def _entry(unit: Unit, role: str, nth: int, scenario: Scenario) -> StaffEntry:
    name = scenario.marking.people.format(name=person(nth * 31 + 7)[0])
    title, title_en = _TITLES[role]
    return StaffEntry(unit.pk, unit.path, role, title, title_en, f"mophong.{unit.code.replace('/', '.')}.{role}", name)
