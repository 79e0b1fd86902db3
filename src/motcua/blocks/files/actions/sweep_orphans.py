"""Remove bytes that no row names: left behind by transactions that were rolled back."""

from datetime import timedelta

from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports import in_use
from motcua.kernel import clock

_BATCH = 500


def sweep_orphans(older_than: timedelta = timedelta(days=2)) -> int:
    """Remove unnamed blobs that arrived longer ago than `older_than` (real time); returns how many."""
    oldest_kept = (clock.real_now() - older_than).timestamp()
    batch: list[str] = []
    removed = 0
    for sha256, arrived in in_use.store().kept():
        if arrived < oldest_kept:
            batch.append(sha256)
        if len(batch) == _BATCH:
            removed += _remove_unnamed(batch, oldest_kept)
            batch = []
    return removed + _remove_unnamed(batch, oldest_kept)


def _remove_unnamed(candidates: list[str], oldest_kept: float) -> int:
    named = set(StoredFile.objects.filter(sha256__in=candidates).values_list("sha256", flat=True))
    return sum(in_use.store().remove(sha256, arrived_before=oldest_kept) for sha256 in candidates if sha256 not in named)
