"""Files that come with a feedback: checked one by one, every refusal named with its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.files.api import Limits, Readable, StoredFile, store_upload
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Refusal, words
from motcua.onestop.feedback.models import Attachment, Feedback

MOST_FILES = 5
LIMITS = Limits(accepts=("jpg", "png", "pdf"), max_bytes=10 * 1024 * 1024, max_pages=60)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives."""

    name: str
    stream: Readable


def store_files(files: Sequence[Upload], actor: Actor) -> tuple[list[StoredFile], list[FieldError]]:
    """The stored files, and what is wrong with the others."""
    if len(files) > MOST_FILES:
        return [], [FieldError("files", words("Send at most %(most)s files."), {"most": MOST_FILES})]
    stored: list[StoredFile] = []
    errors: list[FieldError] = []
    for upload in files:
        try:
            stored.append(store_upload(name=upload.name, stream=upload.stream, limits=LIMITS, actor=actor))
        except Refusal as refusal:
            errors.append(FieldError("files", refusal.message, refusal.params))
    return stored, errors


def attach(feedback: Feedback, files: Sequence[StoredFile], at: datetime) -> None:
    """Hang stored files on a feedback."""
    if files:
        Attachment.objects.bulk_create([Attachment(feedback=feedback, file=one, name=one.name, added_at=at) for one in files])
