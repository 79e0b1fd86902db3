"""Order a paper of an inspection to be printed and signed by a job."""

from motcua.blocks.jobs.api import enqueue
from motcua.ground.directory.api import signing_title
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.inspections.models import Inspection, InspectionPaper, Visit
from motcua.office.inspections.rules.job_names import SIGN


def order_paper(found: Inspection, kind: str, *, signer_unit: int, actor: Actor, visit: Visit | None = None) -> InspectionPaper:
    """Note who signs, with the title of today in that unit, and enqueue the printing in the same transaction."""
    paper = InspectionPaper.objects.create(
        inspection=found,
        kind=kind,
        visit=visit,
        signer_account=actor.account_id,
        signer_name=actor.name,
        signer_title=signing_title(actor, signer_unit),
        ordered_at=clock.now(),
    )
    enqueue(SIGN, paper.pk, key=f"{SIGN}/{paper.pk}")
    return paper
