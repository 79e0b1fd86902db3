"""A photograph taken at a desk without network arrives, after the entry it belongs to."""

from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from motcua.blocks.files.api import Limits, store_upload
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.actions.attach_photographs import attach_photographs
from motcua.onestop.desk.actions.take_in_offline import Device, locked_block
from motcua.onestop.desk.models import OfflineEntry, OfflinePhoto

_LIMITS = Limits(accepts=("pdf", "jpg", "png"), max_bytes=15 * 1024 * 1024)
MOST_A_ENTRY = 60


@dataclass(frozen=True, slots=True)
class Photograph:
    """One file of one component; `uid` was made on the device."""

    uid: UUID
    entry: UUID
    component_key: str
    name: str
    stream: BinaryIO


@transaction.atomic
def keep_photograph(sent: Photograph, *, device: Device, actor: Actor) -> OfflinePhoto:
    """Keep it once, and attach it when its dossier is there; an entry that waits keeps its photographs until it is decided.

    Errors: `NotFound` before the entry itself has come, `InvalidInput` for a file that is none, `Forbidden`.
    """
    block = locked_block(device, actor)
    already = OfflinePhoto.objects.filter(uid=sent.uid, entry__block=block).first()
    if already is not None:
        return already
    entry = OfflineEntry.objects.filter(key=sent.entry, block=block).select_related("dossier").first()
    if entry is None or entry.photos.count() >= MOST_A_ENTRY:
        raise NotFound(words("The entry of this photograph has not come."))
    stored = store_upload(name=sent.name, stream=sent.stream, limits=_LIMITS, actor=actor)
    photo = OfflinePhoto.objects.create(uid=sent.uid, entry=entry, component_key=sent.component_key[:60], file=stored)
    attach_photographs(entry, actor=actor)
    return photo
