"""Applications being written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from motcua.channels.public_api.shapes.common import Answers, Id, Key, ProblemField, ProcedureCode
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Draft, Paper


class NewDraft(Schema):
    """Begin an application; the competent body may be chosen later."""

    procedure: ProcedureCode
    unit_id: Id | None = None


class SavedAnswers(Schema):
    """Answers to merge into the draft, by name of question."""

    values: Answers
    page: Key | None = None
    unit_id: Id | None = None


class PaperOut(Schema):
    """One stored file: what the server really has."""

    id: int
    component: str
    name: str
    media_type: str
    size: int
    pages: int
    sha256: str
    added_at: datetime

    @classmethod
    def of(cls, paper: Paper) -> "PaperOut":
        """From the dossier's paper and its file."""
        file = paper.file
        return cls(
            id=paper.pk,
            component=paper.component_key,
            name=paper.name,
            media_type=file.media_type,
            size=file.size,
            pages=file.pages,
            sha256=file.sha256,
            added_at=paper.added_at,
        )


class DraftOut(Schema):
    """A draft; `missing` is what still keeps it from being submitted."""

    key: UUID
    procedure: str
    unit_id: int | None
    answers: dict[str, Any]
    papers: list[PaperOut]
    saved_at: datetime
    missing: list[ProblemField]

    @classmethod
    def of(cls, draft: Draft, missing: list[ProblemField]) -> "DraftOut":
        """From the draft of the caller."""
        return cls(
            key=draft.key,
            procedure=content_of(draft.version_id).code,
            unit_id=draft.unit_id,
            answers=draft.answers,
            papers=[PaperOut.of(paper) for paper in draft.papers.select_related("file").order_by("pk")],
            saved_at=draft.saved_at,
            missing=missing,
        )


class DraftRow(Schema):
    """A draft in a list."""

    key: UUID
    procedure: str
    saved_at: datetime


class DraftList(Schema):
    """The caller's drafts, last saved first."""

    items: list[DraftRow]
