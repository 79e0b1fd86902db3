"""Files of a feedback, for those who may open them."""

from motcua.blocks.files.api import StoredFile
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.feedback.models import Answer, Attachment, Feedback
from motcua.onestop.feedback.queries.locked import sender_sees
from motcua.onestop.feedback.queries.sender import note_reading, sees_sender

_NO_FILE = words("There is no such paper that you may see.")


def attachment_for(code: str, attachment_id: int, *, actor: Actor) -> Attachment:
    """A file for an official who may see the sender (pictures tell who took them); the reading is written down."""
    feedback = Feedback.objects.visible_to(actor).select_related("unit", "accused").filter(code=code).first()
    found = Attachment.objects.filter(pk=attachment_id, feedback=feedback).select_related("file").first() if feedback else None
    if feedback is None or found is None or not (feedback.anonymous or sees_sender(feedback, actor)):
        raise NotFound(_NO_FILE)
    note_reading(feedback, actor)
    return found


def senders_attachment(code: str, attachment_id: int, secret: str, *, actor: Actor) -> Attachment:
    """A file for the one who sent it."""
    feedback = sender_sees(code, secret, actor)
    found = feedback.attachments.filter(pk=attachment_id).select_related("file").first()
    if found is None:
        raise NotFound(_NO_FILE)
    return found


def answer_for(code: str, *, actor: Actor) -> Answer:
    """The newest answer, for an official; it names the sender, so the same rule holds as for the sender."""
    feedback = Feedback.objects.visible_to(actor).select_related("unit", "accused").filter(code=code).first()
    found = feedback.answers.select_related("file", "issuer", "feedback__unit").order_by("-round").first() if feedback else None
    if feedback is None or found is None or not (feedback.anonymous or sees_sender(feedback, actor)):
        raise NotFound(words("There is no answer yet."))
    note_reading(feedback, actor)
    return found


def senders_answer(code: str, secret: str, *, actor: Actor) -> StoredFile:
    """The newest signed answer, for the sender. A merged feedback has none of its own: the main one's names its own sender."""
    feedback = sender_sees(code, secret, actor)
    found = feedback.answers.filter(signed_at__isnull=False).select_related("file").order_by("-round").first()
    if found is None or found.file is None:
        raise NotFound(words("There is no signed answer yet."), way_out=words("It is being signed; please look again in a minute."))
    return found.file
