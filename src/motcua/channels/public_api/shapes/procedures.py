"""Procedures as the API tells them."""

from datetime import date
from typing import Any

from ninja import Schema

from motcua.channels.public_api.shapes.common import Bilingual
from motcua.onestop.catalogue.api import Component, Limit, ProcedureCase, ProcedureContent, Text


def said(text: Text) -> Bilingual:
    """A text of the content in both languages."""
    return Bilingual(vi=text.vi, en=text.en)


class ProcedureRow(Schema):
    """A procedure in a list."""

    code: str
    name: Bilingual
    field: Bilingual
    level: str

    @classmethod
    def of(cls, content: ProcedureContent) -> "ProcedureRow":
        """From the catalogue."""
        return cls(code=content.code, name=said(content.name), field=said(content.field), level=content.level)


class ProcedureList(Schema):
    """Procedures; the whole catalogue fits into one answer."""

    items: list[ProcedureRow]


class ComponentOut(Schema):
    """A paper that is asked for."""

    key: str
    name: Bilingual
    required: bool
    kind: str
    accepts: list[str]
    max_mb: int
    when: str | None = None

    @classmethod
    def of(cls, component: Component) -> "ComponentOut":
        """From the catalogue."""
        return cls(
            key=component.key,
            name=said(component),
            required=component.required,
            kind=component.kind,
            accepts=list(component.accepts),
            max_mb=component.max_mb,
            when=component.when,
        )


class LimitOut(Schema):
    """How long the office may take."""

    channel: str
    amount: int
    unit: str
    cut_off: str | None = None

    @classmethod
    def of(cls, channel: str, limit: Limit) -> "LimitOut":
        """From the catalogue."""
        cut_off = limit.cut_off.isoformat("minutes") if limit.cut_off else None
        return cls(channel=channel, amount=limit.amount, unit=limit.unit, cut_off=cut_off)


class CaseOut(Schema):
    """A case of a procedure."""

    key: str
    name: Bilingual
    when: str | None = None
    time_limits: list[LimitOut]
    components: list[ComponentOut]

    @classmethod
    def of(cls, case: ProcedureCase) -> "CaseOut":
        """From the catalogue."""
        limits = [LimitOut.of(channel, limit) for channel, limit in case.time_limits.items()]
        components = [ComponentOut.of(component) for component in case.components]
        return cls(key=case.key, name=said(case.name), when=case.when, time_limits=limits, components=components)


class ProcedureOut(ProcedureRow):
    """A procedure in full."""

    plain_words: Bilingual
    steps: list[Bilingual]
    requirements: list[Bilingual]
    subjects: list[str]
    minimum_assurance: int
    valid_from: date
    cases: list[CaseOut]

    @classmethod
    def of(cls, content: ProcedureContent) -> "ProcedureOut":
        """From the catalogue."""
        return cls(
            code=content.code,
            name=said(content.name),
            field=said(content.field),
            level=content.level,
            plain_words=said(content.plain_words),
            steps=[said(step) for step in content.steps],
            requirements=[said(text) for text in content.requirements],
            subjects=list(content.subjects),
            minimum_assurance=content.minimum_assurance,
            valid_from=content.versions.valid_from,
            cases=[CaseOut.of(case) for case in content.cases],
        )


class FormOut(Schema):
    """The e-form of the version in force: a JSON Schema 2020-12 with pages."""

    procedure: str
    version: int
    form: dict[str, Any]
