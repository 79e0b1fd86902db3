"""Files: taken with care, kept under their hash, read by those whom their owner module lets in."""

from motcua.blocks.files.actions.store_bytes import store_bytes
from motcua.blocks.files.actions.store_upload import Readable, store_upload
from motcua.blocks.files.actions.sweep_orphans import sweep_orphans
from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports.in_use import use_scanner, use_store
from motcua.blocks.files.ports.scanners import ClamdScanner, NullScanner
from motcua.blocks.files.queries.open_file import open_file, read_bytes, thumbnail
from motcua.blocks.files.rules.kinds import Limits

__all__ = [
    "ClamdScanner",
    "Limits",
    "NullScanner",
    "Readable",
    "StoredFile",
    "open_file",
    "read_bytes",
    "store_bytes",
    "store_upload",
    "sweep_orphans",
    "thumbnail",
    "use_scanner",
    "use_store",
]
