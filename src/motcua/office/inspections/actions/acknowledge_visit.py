"""The inspected unit acknowledges the minutes of a visit."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import signing_title
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, NotFound, words
from motcua.office.inspections.actions.order_paper import order_paper
from motcua.office.inspections.actions.take_turn import told
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import InspectionPaper, Visit
from motcua.office.inspections.rights import ANSWER


@transaction.atomic
def acknowledge_visit(visit_id: int, *, remarks: str = "", actor: Actor) -> Visit:
    """The unit has read the minutes, with its own words where it sees something otherwise; the signed paper is ordered.

    Errors: `NotFound`, `Conflict` when it is acknowledged, `Forbidden` outside the inspected unit and for members of the team.
    """
    found = Visit.objects.select_for_update(of=("self",)).select_related("inspection__unit").filter(pk=visit_id).first()
    if found is None:
        raise NotFound(words("There is no such visit."))
    inspection = found.inspection
    require(actor, ANSWER, unit_path=inspection.unit.path)
    if inspection.team.filter(account=actor.account_id).exists():
        raise Forbidden(words("A member of the team cannot acknowledge the minutes for the unit."))
    if found.acknowledged_at is not None:
        raise Conflict(words("The minutes are acknowledged already."), code="visit_acknowledged")
    found.acknowledged_at, found.acknowledged_by = clock.now(), actor.name
    found.acknowledged_by_account = actor.account_id
    found.acknowledged_title = signing_title(actor, inspection.unit_id)
    found.remarks = remarks.strip()
    found.save()
    order_paper(inspection, InspectionPaper.Kind.MINUTES, signer_unit=inspection.unit_id, actor=actor, visit=found)
    told(inspection, InspectionEvent.ACKNOWLEDGED, actor=actor, payload={"visit": found.pk})
    return found
