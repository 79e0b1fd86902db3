"""The design system for the other channels: parts, access, identity, words. Tags: `{% load ui %}`."""

from motcua.channels.ui.form_fields import Filling, page_fields
from motcua.channels.ui.guard import Access, Route, citizen_only, guarded, official_only, public, routes
from motcua.channels.ui.identity import actor_of
from motcua.channels.ui.kiosk import is_kiosk, make_kiosk
from motcua.channels.ui.middleware import content_security_policy
from motcua.channels.ui.parts import (
    Choice,
    ErrorLink,
    Field,
    Link,
    Page,
    Receipt,
    Step,
    SummaryRow,
    TagTone,
    Task,
    error_links,
)
from motcua.channels.ui.reader import reader_of, unread_messages
from motcua.channels.ui.scans import ScanForm, scan_form, scan_picture
from motcua.channels.ui.translations import compile_messages, missing
from motcua.channels.ui.views import safe_next
from motcua.channels.ui.ways_form import address_cards, language_field, posted_ways, topic_fields
from motcua.channels.ui.words import (
    SaidRefusal,
    day_in_words,
    moment_in_words,
    pages_in_words,
    say,
    say_field,
    say_refusal,
    size_in_words,
)

__all__ = [
    "Access",
    "Choice",
    "ErrorLink",
    "Field",
    "Filling",
    "Link",
    "Page",
    "Receipt",
    "Route",
    "SaidRefusal",
    "ScanForm",
    "Step",
    "SummaryRow",
    "TagTone",
    "Task",
    "actor_of",
    "address_cards",
    "citizen_only",
    "compile_messages",
    "content_security_policy",
    "day_in_words",
    "error_links",
    "guarded",
    "is_kiosk",
    "language_field",
    "make_kiosk",
    "missing",
    "moment_in_words",
    "official_only",
    "page_fields",
    "pages_in_words",
    "posted_ways",
    "public",
    "reader_of",
    "routes",
    "safe_next",
    "say",
    "say_field",
    "say_refusal",
    "scan_form",
    "scan_picture",
    "size_in_words",
    "topic_fields",
    "unread_messages",
]
