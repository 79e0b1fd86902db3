"""A bundle as people see it: its parts with their states, and what each agency may use of the one promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Unit, performing_for, schedule_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause as Stretch
from motcua.onestop.catalogue.api import BundlePart, chosen_parts, content_of, never, version_of_day
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.parts import parts_of, state_of
from motcua.onestop.dossiers.queries.tracking import DossierFile
from motcua.onestop.dossiers.rules.agency_time import AgencyTime, Stay, agency_times
from motcua.onestop.dossiers.rules.transitions import ENDED, Status

NOT_BEGUN, NEVER = "not_begun", "never"


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part: what it is, at which agency, and where it stands: a status, or `not_begun` or `never`."""

    part: BundlePart
    agency: Unit
    dossier: Dossier | None
    standing: str

    @property
    def needs_you(self) -> bool:
        """Whether it waits for the citizen."""
        return self.standing in {Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED}


def bundle_of(dossier: Dossier) -> list[PartRow]:
    """The parts that a dossier is made of, in the order of the content; none of an ordinary dossier. One query, few more before it
    is received. The dossier is one the actor was let see; of a part the citizen and the offices of the whole see the same."""
    content = content_of(dossier.version_id)
    if not content.parts:
        return []
    parts, opened = chosen_parts(content, dossier.answers), parts_of(dossier)
    lost = {part.key for part in never(parts, {key: state_of(one) for key, one in opened.items()})}
    return [PartRow(part, _agency(part, dossier, opened), opened.get(part.key), _standing(part, dossier, opened, lost)) for part in parts]


def _standing(part: BundlePart, whole: Dossier, opened: Mapping[str, Dossier], lost: set[str]) -> str:
    if part.key in opened:
        return opened[part.key].status
    return NEVER if part.key in lost or whole.status in ENDED else NOT_BEGUN


def _agency(part: BundlePart, whole: Dossier, opened: Mapping[str, Dossier]) -> Unit:
    """Where the part is, or will go."""
    if part.key in opened:
        return opened[part.key].competent
    day = (whole.received_at or whole.submitted_at).astimezone(VIETNAM).date()
    version = version_of_day(part.procedure, day)
    return performing_for(content_of(version.pk).performed_by.body, whole.competent, on=day)


def times_of(file: DossierFile) -> list[tuple[Unit, AgencyTime]]:
    """Budget and use of every agency that had a step of the dossier or of one of its parts, when there is more than one. Three queries."""
    dossier = file.dossier
    ids = [dossier.pk, *dossier.children.values_list("pk", flat=True)]
    steps = Task.objects.filter(subject_type=STREAM, subject_id__in=ids, unit_id__isnull=False).order_by("opened_at", "pk")
    bodies = dict(Unit.objects.filter(pk__in={task.unit_id for task in steps}).values_list("pk", F("body_id")))
    stays = [Stay(bodies.get(task.unit_id) or 0, task.opened_at, task.completed_at, task.due_at) for task in steps]
    found = agency_times(stays, schedule_of(dossier.competent_id), file.now, _pauses(file))
    agencies: Mapping[int, Unit] = Unit.objects.in_bulk([one.agency_id for one in found]) if len(found) > 1 else {}
    return [(agencies[one.agency_id], one) for one in found if one.agency_id in agencies]


def _pauses(file: DossierFile) -> Sequence[Stretch]:
    return [Stretch(start=pause.started_at, end=pause.ended_at, reason=pause.reason) for pause in file.pauses]
