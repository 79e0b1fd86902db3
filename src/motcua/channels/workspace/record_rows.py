"""One line for each record behind a number, whatever kind of record it is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier

# model label -> (address of its page, the field the address names it by); kinds without a page are told by their own words
PAGES: dict[str, tuple[str, str]] = {
    "feedback.feedback": ("work_feedback_one", "code"),
    "reform.plantask": ("work_reform_task", "pk"),
}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What is said of one record, and where it is shown (empty when it has no page of its own)."""

    said: str
    href: str


def seen_by(actor: Actor, records: QuerySet[Any]) -> QuerySet[Any]:
    """The records as far as the actor may see them: dossiers by their own rule, other kinds carry nothing personal in their words."""
    if records.model is Dossier:
        visible = Dossier.objects.visible_to(actor).filter(pk__in=records.values("pk"))
        return visible.select_related("procedure", "competent").defer("answers", "fees")
    return records


def row_of(record: Model) -> RecordRow:
    """The line of a record that is not a dossier."""
    page = PAGES.get(record._meta.label_lower)
    return RecordRow(str(record), reverse(page[0], args=[getattr(record, page[1])]) if page else "")
