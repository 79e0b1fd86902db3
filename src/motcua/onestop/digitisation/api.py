"""Digitisation: scans, text recognition, metadata and the share of papers that are digital. The only door of this module."""

from motcua.onestop.digitisation.actions.add_pages import Incoming, add_pages
from motcua.onestop.digitisation.actions.change_scan import VERBS, change_scan
from motcua.onestop.digitisation.actions.keep_scan import keep_scan
from motcua.onestop.digitisation.queries.scans import PageSeen, Place, ScanSeen, open_scan, page_picture

__all__ = [
    "VERBS",
    "Incoming",
    "PageSeen",
    "Place",
    "ScanSeen",
    "add_pages",
    "change_scan",
    "keep_scan",
    "open_scan",
    "page_picture",
]
