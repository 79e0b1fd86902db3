"""One line for each record behind a number, whatever kind of record it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.blocks.permissions.api import may
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import Dossier

DOSSIER = "dossier.read"
# model label -> (address of its page, the field the address names it by, the right it asks for); others are told by their own words
PAGES: dict[str, tuple[str, str, str]] = {
    "feedback.feedback": ("work_feedback_one", "code", "feedback.read"),
    "reform.plantask": ("work_reform_task", "pk", "reform.read"),
}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What is said of one record, and where it is shown (empty when it has no page the reader may open)."""

    said: str
    href: str


def seen_by(actor: Actor, records: QuerySet[Any]) -> QuerySet[Any]:
    """The records as far as the actor may see them.

    Dossiers by their own rule; who reads figures but no dossiers is told each without its people. Other kinds carry nothing personal.
    """
    if records.model is not Dossier:
        return records
    visible = Dossier.objects.visible_to(actor).filter(pk__in=records.values("pk")) if may(actor, DOSSIER) else records
    return visible.select_related("procedure", "competent").defer("answers", "fees")


def told_rows(records: Sequence[Any], *, actor: Actor) -> list[RecordRow]:
    """The lines of records that are not shown as a table of dossiers; empty for dossiers the actor may open."""
    if not records or (isinstance(records[0], Dossier) and may(actor, DOSSIER)):
        return []
    return [row_of(one, actor=actor) for one in records]


def row_of(record: Model, *, actor: Actor) -> RecordRow:
    """The line of one record; a dossier is told without its people."""
    if isinstance(record, Dossier):
        return RecordRow(_without_people(record), reverse("work_dossier", args=[record.code]) if may(actor, DOSSIER) else "")
    page = PAGES.get(record._meta.label_lower)
    return RecordRow(str(record), reverse(page[0], args=[getattr(record, page[1])]) if page and may(actor, page[2]) else "")


def _without_people(dossier: Dossier) -> str:
    english = (get_language() or "vi").startswith("en")
    name = dossier.procedure.name_en if english else dossier.procedure.name_vi
    received, ended = _day(dossier.received_at), _day(dossier.ended_at)
    moments = _("received %(received)s, ended %(ended)s") % {"received": received, "ended": ended}
    return f"{dossier.code} · {name} · {dossier.competent.formal_name} · {moments}"


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}" if moment is not None else "–"
