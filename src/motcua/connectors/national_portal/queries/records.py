"""Everything a batch of messages is made of, read with a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.workflow.api import Task
from motcua.connectors.national_portal.models import NationalFiling
from motcua.onestop.dossiers.api import Dossier, Paper, SupplementRequest
from motcua.onestop.payments.api import paid_online


@dataclass(frozen=True, slots=True)
class Records:
    """Dossiers by id, and what belongs to them; tasks by their own id; since when a dossier is paid by a gateway."""

    dossiers: Mapping[int, Dossier]
    papers: Mapping[int, Sequence[Paper]]
    supplements: Mapping[int, Sequence[SupplementRequest]]
    tasks: Mapping[int, Task]
    filings: Mapping[int, NationalFiling]
    paid_online: Mapping[int, datetime]


def records_of(dossier_ids: Collection[int], task_ids: Collection[int]) -> Records:
    """The records now. Six statements, whatever the number of dossiers."""
    dossiers = (
        Dossier.objects.filter(pk__in=dossier_ids)
        .select_related("procedure", "competent", "owner", "submitter", "result__file")
        .defer("answers", "procedure__name_en")
    )
    papers: dict[int, list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(dossier_id__in=dossier_ids).order_by("id"):
        papers[paper.dossier_id or 0].append(paper)
    supplements: dict[int, list[SupplementRequest]] = defaultdict(list)
    for request in SupplementRequest.objects.filter(dossier_id__in=dossier_ids).order_by("id"):
        supplements[request.dossier_id].append(request)
    filings = NationalFiling.objects.filter(dossier_id__in=dossier_ids)
    return Records(
        dossiers={dossier.pk: dossier for dossier in dossiers},
        papers=papers,
        supplements=supplements,
        tasks=Task.objects.in_bulk(list(task_ids)) if task_ids else {},
        filings={filing.dossier_id or 0: filing for filing in filings},
        paid_online=paid_online(dossier_ids),
    )
