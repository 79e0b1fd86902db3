"""What the lives of a year are played on: agencies with their desks, divisions and people, and the procedures they handle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from motcua.ground.directory.api import Unit
from motcua.onestop.catalogue.api import Procedure
from motcua.onestop.dossiers.api import agency_code_of
from motcua.simulation.rules.catalogue import Existing, Invented
from motcua.simulation.rules.places import Bodies, Procedures
from motcua.simulation.rules.scenario import LEVELS, FieldOfWork

_KINDS = {"commune": Unit.Kind.COMMUNE, "district": Unit.Kind.DISTRICT}


@dataclass(frozen=True)
class Stage:
    """The agencies in the order of the plan's columns, the desk of each, and every division by agency and key."""

    bodies: Sequence[Unit]
    desks: Sequence[Unit]
    divisions: Mapping[tuple[int, str], Unit]

    def place(self, code: str) -> int:
        """The place of an agency by its code."""
        return next(place for place, body in enumerate(self.bodies) if body.code == code)


def read_stage(fields: Sequence[FieldOfWork]) -> Stage:
    """Every commune, every district and the departments that the fields name; those without a desk or a division take no part."""
    parts = {(unit.body_id or 0, unit.key): unit for unit in Unit.objects.exclude(body=None) if not unit.is_body}
    named = {field.body for field in fields}
    units = list(Unit.objects.filter(kind__in=_KINDS.values()).order_by("parent__code", "code"))
    units += Unit.objects.filter(code__in=named, kind__in=[Unit.Kind.DEPARTMENT, Unit.Kind.VERTICAL]).order_by("code")
    wanted = {unit.pk: [field.division for field in fields if field.body in {unit.code, unit.kind}] for unit in units}
    able = [unit for unit in units if (unit.pk, "mot_cua") in parts and all((unit.pk, key) in parts for key in wanted[unit.pk])]
    return Stage(able, [parts[unit.pk, "mot_cua"] for unit in able], parts)


def existing(first_invented: str) -> Existing:
    """What is published of the real catalogue: procedures whose codes lie before the first invented one."""
    published = Procedure.objects.filter(state=Procedure.State.PUBLISHED, code__lt=first_invented)
    return Existing(
        level3=published.filter(online_level=3).count(),
        level4=published.filter(online_level=4).count(),
        same_level=published.filter(interlinked="same_level").count(),
        across_levels=published.filter(interlinked="across_levels").count(),
    )


def procedure_columns(procedures: Sequence[Invented], series: Sequence[str], stage: Stage) -> Procedures:
    """The procedures for the plan; the weight of a field is shared by its procedures, the first ones are asked for more."""
    count: dict[str, int] = {}
    weight = []
    for one in procedures:
        key = f"{one.field.level}/{one.field.body}/{one.field.code}"
        count[key] = count.get(key, 0) + 1
        weight.append(one.field.weight / count[key])
    codes = {body.code: place for place, body in enumerate(stage.bodies)}
    bodies = [codes.get(one.field.body, -1) if one.field.level == "province" else -1 for one in procedures]
    missing = [one.field.level == "province" and place < 0 for one, place in zip(procedures, bodies, strict=True)]
    return Procedures(
        level=np.array([LEVELS.index(one.field.level) for one in procedures], dtype=np.int32),
        body=np.array(bodies, dtype=np.int32),
        days=np.array([one.days for one in procedures], dtype=np.int32),
        steps=np.array([one.field.steps for one in procedures], dtype=np.int32),
        series=np.array([series.index(one.field.series) if one.field.series else -1 for one in procedures], dtype=np.int32),
        online_level=np.array([one.online_level for one in procedures], dtype=np.int32),
        weight=np.where(missing, 0.0, np.array(weight)),
    )


def body_columns(stage: Stage, people: int) -> Bodies:
    """The agencies for the plan: how much comes to each, and which people: those of its communes, or of the whole province."""
    kinds = [LEVELS.index(body.level) for body in stage.bodies]
    weight = np.array([_busy(body.code) for body in stage.bodies])
    communes = [place for place, body in enumerate(stage.bodies) if body.kind == Unit.Kind.COMMUNE]
    share = np.cumsum([0.0, *(weight[place] for place in communes)])
    ends = np.round(share / share[-1] * people).astype(int) if communes else np.array([0])
    first = {stage.bodies[place].pk: (int(ends[nth]), int(ends[nth + 1])) for nth, place in enumerate(communes)}
    spans = [_span(body, stage, first, people) for body in stage.bodies]
    agencies = [agency_code_of(body, desk) for body, desk in zip(stage.bodies, stage.desks, strict=True)]
    return Bodies(
        level=np.array(kinds, dtype=np.int32),
        weight=weight,
        receiver=_numbered([desk.pk for desk in stage.desks]),
        agency=_numbered(agencies),
        first_person=np.array([span[0] for span in spans], dtype=np.int32),
        people=np.array([max(span[1] - span[0], 1) for span in spans], dtype=np.int32),
    )


def _numbered(values: Sequence[object]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return np.array([places[value] for value in values], dtype=np.int32)


def _busy(code: str) -> float:
    """How busy an agency is compared with others of its kind: from its code, so that it stays so in every run."""
    return 0.4 + (sum(ord(sign) * (place + 7) for place, sign in enumerate(code)) % 97) / 60


def _span(body: Unit, stage: Stage, first: Mapping[int, tuple[int, int]], people: int) -> tuple[int, int]:
    if body.pk in first:
        return first[body.pk]
    below = [first[unit.pk] for unit in stage.bodies if unit.parent_id == body.pk and unit.pk in first]
    return (min(span[0] for span in below), max(span[1] for span in below)) if below else (0, people)
