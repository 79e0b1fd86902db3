"""Files: taken with care, kept under their hash, read by those whom their owner module lets in."""

from motcua.blocks.files.actions.store_bytes import store_bytes
from motcua.blocks.files.actions.store_upload import Readable, store_upload
from motcua.blocks.files.actions.sweep_orphans import sweep_orphans
from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports.in_use import use_scanner, use_store
from motcua.blocks.files.ports.scanners import ClamdScanner, NullScanner
from motcua.blocks.files.queries.open_file import open_file, read_bytes, thumbnail
from motcua.blocks.files.rules.kinds import Limits
from motcua.blocks.files.rules.page_geometry import DOTS_PER_INCH
from motcua.blocks.files.rules.page_pdf import Picture, count_pages, drawn_page, is_signed, pdf_of, text_of_page, with_text_layer
from motcua.blocks.files.rules.plain_pages import joined, plain_pages
from motcua.blocks.files.rules.straightening import Page, from_scanner, quarter_turned, straightened

__all__ = [
    "DOTS_PER_INCH",
    "ClamdScanner",
    "Limits",
    "NullScanner",
    "Page",
    "Picture",
    "Readable",
    "StoredFile",
    "count_pages",
    "drawn_page",
    "from_scanner",
    "is_signed",
    "joined",
    "open_file",
    "pdf_of",
    "plain_pages",
    "quarter_turned",
    "read_bytes",
    "store_bytes",
    "store_upload",
    "straightened",
    "sweep_orphans",
    "text_of_page",
    "thumbnail",
    "use_scanner",
    "use_store",
    "with_text_layer",
]
