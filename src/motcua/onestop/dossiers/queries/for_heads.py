"""What waits for the head of a unit: apologies to sign, second requests to decide, and what citizens did not answer."""

from django.db.models import F, Q, QuerySet

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.models import Apology, Dossier, Escalation
from motcua.onestop.dossiers.rights import DECIDE_ESCALATION, REAPPOINT, RECEIVE, STOP
from motcua.onestop.dossiers.rules.transitions import RUNNING, Status


def apology_drafts(actor: Actor) -> QuerySet[Apology]:
    """Drafts of slip 04 for dossiers of the actor's agencies that still run, the nearest due first. One query."""
    drafts = Apology.objects.filter(_below(actor, REAPPOINT, "dossier__competent__path"), signed_at__isnull=True)
    running = drafts.filter(dossier__status__in=RUNNING, dossier__due_at=F("due_at"))
    return running.select_related("dossier__procedure", "dossier__competent").defer("dossier__answers", "dossier__fees").order_by("due_at")


def open_escalations(actor: Actor) -> QuerySet[Escalation]:
    """Second requests for papers that wait for the actor's decision, the oldest first; his own are left out. One query."""
    waiting = Escalation.objects.filter(_below(actor, DECIDE_ESCALATION, "unit__path"), decision="")
    still = waiting.filter(Q(at_intake=True, dossier__status=Status.SUBMITTED) | Q(at_intake=False, dossier__status__in=RUNNING))
    others = still.exclude(asked_by_account=actor.account_id, asked_by_account__isnull=False)
    return others.select_related("dossier__procedure", "unit").defer("dossier__answers", "dossier__fees").order_by("asked_at")


def unanswered(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers that wait for a citizen whose term has passed, and that the actor may stop, by the end of the term. One query."""
    now = clock.now()
    late = Q(status=Status.SUPPLEMENT_REQUESTED, supplements__answered_at__isnull=True, supplements__answer_by__lt=now) | Q(
        status=Status.PAYMENT_REQUESTED, obligations__settled_at__isnull=True, obligations__answer_by__lt=now
    )
    at_desk = _below(actor, RECEIVE, "receiver__path") & Q(received_at__isnull=True)
    in_process = Q(received_at__isnull=False) & _below(actor, STOP, "participations__unit__path")
    found = Dossier.objects.filter(late).filter(at_desk | in_process).distinct()
    return found.select_related("procedure", "competent").defer("answers", "fees").order_by("pk")


def _below(actor: Actor, capability: str, path: str) -> Q:
    """At or below the units in which the actor holds the right."""
    found = Q(pk__in=[])
    for holding in holdings_with(actor, capability):
        found |= Q(**{f"{path}__startswith": holding.unit_path})
    return found
