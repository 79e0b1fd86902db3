"""A small province with dossiers written straight into the tables: what is tested here is the counting."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import Unit, write_first_states
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM

START = date(2022, 11, 14)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(START.year, START.month, START.day, hour, tzinfo=VIETNAM) + timedelta(days=day)


@pytest.fixture
def units(db: None) -> list[Unit]:
    """The province, two districts, and two communes in the first district."""
    made: list[Unit] = []
    for code, above in [("p", None), ("d1", 0), ("d2", 0), ("c1", 1), ("c2", 1)]:
        parent = None if above is None else made[above]
        unit = Unit.objects.create(
            code=code, key=code, kind="commune", level="commune", name=code, formal_name=code, short_name=code, parent=parent,
            valid_from=START,
        )  # fmt: skip
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.body = unit
        unit.save()
        made.append(unit)
    write_first_states(made)
    return made


@pytest.fixture
def received(units: list[Unit]) -> Callable[..., Any]:
    """Receive a dossier: `received(unit index, day, procedure index, channel)`."""
    process = apps.get_model("workflow", "ProcessVersion").objects.create(**_required("workflow", "ProcessVersion"))
    owner = apps.get_model("parties", "Party").objects.create(kind="person", full_name="An", search_text="an")
    versions = []
    for code in ("1.001193", "2.000635"):
        procedure = apps.get_model("catalogue", "Procedure").objects.create(code=code, state="published", level="commune")
        versions.append(
            apps.get_model("catalogue", "ProcedureVersion").objects.create(
                procedure=procedure, number=1, valid_from=START, content={}, form_schema={}, process=process, loaded_at=at(0)
            )
        )

    def receive(unit: int, day: int, procedure: int = 0, channel: int = 1, due_in: int = 3) -> Any:
        version = versions[procedure]
        with transaction.atomic():
            dossier = apps.get_model("dossiers", "Dossier").objects.create(
                code=str(uuid.uuid4()), submission_key=uuid.uuid4(), procedure=version.procedure, version=version, channel=channel,
                competent=units[unit], receiver=units[unit], owner=owner, submitter=owner, status="in_process",
                submitted_at=at(day), received_at=at(day), due_at=at(day + due_in),
            )  # fmt: skip
            record("dossier", dossier.pk, "dossier.received", actor=SYSTEM, at=at(day))
        return dossier

    return receive


def end(dossier: Any, day: int, status: str = "resolved") -> None:
    """End a dossier on a day; early, on time or late by the day."""
    due = dossier.due_at.astimezone(VIETNAM).date()
    ended = at(day).date()
    dossier.status, dossier.ended_at = status, at(day)
    if status == "resolved":
        dossier.timing = "early" if ended < due else "on_time" if ended == due else "late"
    with transaction.atomic():
        dossier.save()
        record("dossier", dossier.pk, f"dossier.{status}", actor=SYSTEM, at=at(day))


def _required(app: str, model: str) -> dict[str, Any]:
    """Something for every column that must not be empty."""
    found: dict[str, Any] = {}
    for field in apps.get_model(app, model)._meta.concrete_fields:
        if field.primary_key or field.null or field.has_default():
            continue
        kind = field.get_internal_type()
        found[field.attname] = {"DateTimeField": at(0), "JSONField": {}, "BinaryField": b""}.get(
            kind, 1 if kind.endswith("IntegerField") else "x"
        )
    return found
