"""Photographs of an entry become papers of its dossier."""

from motcua.kernel.actor import Actor
from motcua.onestop.desk.models import OfflineEntry
from motcua.onestop.dossiers.api import attach_scan


def attach_photographs(entry: OfflineEntry, *, actor: Actor) -> None:
    """Attach those that are not yet attached to the dossier of the entry, if it has one."""
    if entry.dossier is None:
        return
    for photo in entry.photos.filter(attached=False).select_related("file"):
        reference = f"offline/{photo.uid}"
        attach_scan(entry.dossier.code, photo.component_key, file=photo.file, reference=reference, name=photo.file.name, actor=actor)
        photo.attached = True
        photo.save(update_fields=["attached"])
