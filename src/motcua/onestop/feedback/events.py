"""Everything that can happen to a feedback, one sentence each. A payload never holds personal data: the log cannot be struck out."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words

STREAM = "feedback"


class FeedbackEvent(StrEnum):
    """The kinds of events in the stream of a feedback; every payload has code, status and channel."""

    RECEIVED = "feedback.received"  # kind, topic, held
    RELEASED = "feedback.released"
    DISCARDED = "feedback.discarded"  # reason
    SUPPLEMENT_REQUESTED = "feedback.supplement_requested"  # text
    SUPPLEMENTED = "feedback.supplemented"  # files
    ACCEPTED = "feedback.accepted"  # due_at
    ASSIGNED = "feedback.assigned"  # unit
    STARTED = "feedback.started"
    FORWARDED = "feedback.forwarded"  # to, reason, outside
    RETURNED = "feedback.returned"  # to, reason
    REFUSED = "feedback.refused"  # ground, text
    EXTENDED = "feedback.extended"  # old_due, new_due, reason
    DRAFTED = "feedback.drafted"
    SENT_BACK = "feedback.sent_back"  # reason
    ANSWERED = "feedback.answered"  # number, signer, public
    SIGNED = "feedback.answer_signed"  # sha256
    PUBLISHED = "feedback.published"
    WITHHELD = "feedback.withheld"  # reason
    MERGED = "feedback.merged"  # into
    RATED = "feedback.rated"  # rating
    REOPENED = "feedback.reopened"  # reason is kept with the feedback
    CLASSIFIED = "feedback.classified"  # what was corrected


SENTENCES: Mapping[FeedbackEvent, str] = {
    FeedbackEvent.RECEIVED: words("The feedback arrived."),
    FeedbackEvent.RELEASED: words("It was looked through and put into the list."),
    FeedbackEvent.DISCARDED: words("It was put aside as unsolicited mass mail."),
    FeedbackEvent.SUPPLEMENT_REQUESTED: words("The sender was asked to add something."),
    FeedbackEvent.SUPPLEMENTED: words("The sender added what was asked for."),
    FeedbackEvent.ACCEPTED: words("The feedback was accepted."),
    FeedbackEvent.ASSIGNED: words("It was given to a division."),
    FeedbackEvent.STARTED: words("Work on it began."),
    FeedbackEvent.FORWARDED: words("It was forwarded to the office that is competent."),
    FeedbackEvent.RETURNED: words("It was returned to the office that forwarded it."),
    FeedbackEvent.REFUSED: words("It was not accepted; the sender is told where to turn."),
    FeedbackEvent.EXTENDED: words("More time was taken, once, with a reason."),
    FeedbackEvent.DRAFTED: words("An answer was drafted."),
    FeedbackEvent.SENT_BACK: words("The draft was sent back."),
    FeedbackEvent.ANSWERED: words("The answer was approved."),
    FeedbackEvent.SIGNED: words("The answer was signed."),
    FeedbackEvent.PUBLISHED: words("It was published with personal data struck out."),
    FeedbackEvent.WITHHELD: words("It was decided not to publish it."),
    FeedbackEvent.MERGED: words("It was merged with an earlier feedback about the same thing."),
    FeedbackEvent.RATED: words("The sender rated the answer."),
    FeedbackEvent.REOPENED: words("The sender reopened it."),
    FeedbackEvent.CLASSIFIED: words("Its classification was corrected."),
}
