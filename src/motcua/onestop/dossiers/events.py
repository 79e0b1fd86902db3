"""Everything that can happen to a dossier, one sentence each; the payload of each stands beside it."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words

STREAM = "dossier"


class DossierEvent(StrEnum):
    """The kinds of events in the stream of a dossier."""

    SUBMITTED = "dossier.submitted"  # code, channel, papers
    RECEIVED = "dossier.received"  # due_at, slip, channel
    REFUSED = "dossier.refused"  # reason, slip
    SUPPLEMENT_REQUESTED = "dossier.supplement_requested"  # items, reason, slip, at_intake
    PAPER_REUSED = "dossier.paper_reused"  # component, reference
    PAPER_SCANNED = "dossier.paper_scanned"  # component, paper
    PAPER_DIGITISED = "dossier.paper_digitised"  # component, paper, state (1, or 0 when it was rejected)
    SUPPLEMENT_ANSWERED = "dossier.supplement_answered"  # papers, at_intake, due_at
    TASK_COMPLETED = "dossier.task_completed"  # task, node, step, outcome, comment
    PAYMENT_REQUESTED = "dossier.payment_requested"  # notice, payee, amount
    PAYMENT_SETTLED = "dossier.payment_settled"  # receipt, due_at
    EXTERNAL_STATUS = "dossier.external_status"  # system, status, foreign_code
    WITHDRAWN = "dossier.withdrawn"  # reason
    STOPPED = "dossier.stopped"  # reason
    RESOLVED = "dossier.resolved"  # number, timing
    RESULT_SIGNED = "dossier.result_signed"  # file, sha256
    SLIP_PRINTED = "dossier.slip_printed"  # form, number, sha256
    FEE_PAID = "dossier.fee_paid"  # amount, receipt, left
    FEE_REFUNDED = "dossier.fee_refunded"  # amount, reason
    APOLOGY_DRAFTED = "dossier.apology_drafted"  # due_at
    REAPPOINTED = "dossier.reappointed"  # old_due, new_due, reason, slip
    EXTENDED = "dossier.extended"  # old_due, new_due, reason, slip
    PROMISE_MOVED = "dossier.promise_moved"  # old_due, new_due, reason
    ESCALATED = "dossier.escalated"  # items, visible, reason, at_intake
    ESCALATION_DECIDED = "dossier.escalation_decided"  # decision, reason, at_intake
    NOT_COLLECTED = "dossier.not_collected"  # times, since, desk
    MANDATE_GIVEN = "dossier.mandate_given"  # name, acting, proof
    MANDATE_ENDED = "dossier.mandate_ended"  # name, acting, by_owner
    RETURNED = "dossier.returned"  # method, to
    PART_OPENED = "dossier.part_opened"  # part, part_code, part_name
    PART_TAKEN_UP = "dossier.part_taken_up"  # part_code
    PART_WAITS = "dossier.part_waits"  # part_code, pause, reason
    PART_GOES_ON = "dossier.part_goes_on"  # due_at


SENTENCES: Mapping[DossierEvent, str] = {
    DossierEvent.SUBMITTED: words("The dossier was submitted."),
    DossierEvent.RECEIVED: words("The dossier was received; the clock started."),
    DossierEvent.REFUSED: words("The dossier was not accepted."),
    DossierEvent.SUPPLEMENT_REQUESTED: words("A supplement was asked for; the clock stopped."),
    DossierEvent.PAPER_REUSED: words("A paper held already was added instead of being asked for."),
    DossierEvent.PAPER_SCANNED: words("A paper was scanned."),
    DossierEvent.PAPER_DIGITISED: words("A paper was checked, signed and digitised."),
    DossierEvent.SUPPLEMENT_ANSWERED: words("The supplement was handed in."),
    DossierEvent.TASK_COMPLETED: words("A step was completed."),
    DossierEvent.PAYMENT_REQUESTED: words("A financial obligation was notified; the clock stopped."),
    DossierEvent.PAYMENT_SETTLED: words("The financial obligation was met; the clock goes on."),
    DossierEvent.EXTERNAL_STATUS: words("Another system reported its status."),
    DossierEvent.WITHDRAWN: words("The dossier was withdrawn."),
    DossierEvent.STOPPED: words("Processing was stopped."),
    DossierEvent.RESOLVED: words("The dossier was resolved."),
    DossierEvent.RESULT_SIGNED: words("The result was signed."),
    DossierEvent.SLIP_PRINTED: words("A slip was printed and signed."),
    DossierEvent.FEE_PAID: words("The fee was paid."),
    DossierEvent.FEE_REFUNDED: words("A fee was given back."),
    DossierEvent.APOLOGY_DRAFTED: words("An apology was drafted, because the time limit is near."),
    DossierEvent.REAPPOINTED: words("The office apologised for the delay and named a new date."),
    DossierEvent.EXTENDED: words("The office apologised and asked for more time before the limit passed."),
    DossierEvent.PROMISE_MOVED: words("The date moved on, because a day off was announced."),
    DossierEvent.ESCALATED: words("A second request for papers went to the head of the unit."),
    DossierEvent.ESCALATION_DECIDED: words("The head of the unit decided on the second request."),
    DossierEvent.NOT_COLLECTED: words("The result is ready and was not collected yet; it is kept at the desk."),
    DossierEvent.MANDATE_GIVEN: words("Somebody acts for the owner."),
    DossierEvent.MANDATE_ENDED: words("Nobody acts for the owner any more."),
    DossierEvent.RETURNED: words("The result was handed over."),
    DossierEvent.PART_OPENED: words("A part of the dossier began at its own agency."),
    DossierEvent.PART_TAKEN_UP: words("The first agency works on its part."),
    DossierEvent.PART_WAITS: words("A part of the dossier waits; the clock of the whole stopped."),
    DossierEvent.PART_GOES_ON: words("No part waits any more; the clock of the whole goes on."),
}
