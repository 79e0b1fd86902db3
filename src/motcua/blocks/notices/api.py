"""Messages to people: templates, ways (mail, SMS, web inbox), deliveries and retries. The only door of this module."""

from motcua.blocks.notices.actions.choose_ways import choose_ways, leave_topic
from motcua.blocks.notices.actions.edit_template import discard_draft_texts, publish_texts, save_texts, undo_publication, version_texts
from motcua.blocks.notices.actions.note_report import note_report
from motcua.blocks.notices.actions.notify import notify
from motcua.blocks.notices.actions.put_templates import put_templates, template_changes
from motcua.blocks.notices.actions.read_notice import mark_read
from motcua.blocks.notices.actions.retry_delivery import retry_delivery
from motcua.blocks.notices.actions.verify_address import TooManyCodes, confirm_address, forget_address, wish_address
from motcua.blocks.notices.models import Delivery, Notice, OwnAddress, Template, TemplateVersion, Topic
from motcua.blocks.notices.queries.deliveries import Counts, deliveries, delivery_counts, masked
from motcua.blocks.notices.queries.inbox import Message, inbox, message_of, unread_count
from motcua.blocks.notices.queries.readers import ReaderSheet, TopicChoice, reader_sheet
from motcua.blocks.notices.queries.templates import Preview, mistakes_in, previews, template_by_key, template_list
from motcua.blocks.notices.queries.unsubscribe import leaving_token, read_leaving_token
from motcua.blocks.notices.rights import CHOOSE, EDIT, OPERATE
from motcua.blocks.notices.rules.content import QuietEntry, TemplateEntry, TopicEntry
from motcua.blocks.notices.rules.linting import Mistake
from motcua.blocks.notices.rules.readers import GUEST, Reader
from motcua.blocks.notices.rules.states import STATE_WORDS, State
from motcua.blocks.notices.rules.ways import WAY_WORDS, Way

__all__ = [
    "CHOOSE",
    "EDIT",
    "GUEST",
    "OPERATE",
    "STATE_WORDS",
    "WAY_WORDS",
    "Counts",
    "Delivery",
    "Message",
    "Mistake",
    "Notice",
    "OwnAddress",
    "Preview",
    "QuietEntry",
    "Reader",
    "ReaderSheet",
    "State",
    "Template",
    "TemplateEntry",
    "TemplateVersion",
    "TooManyCodes",
    "Topic",
    "TopicChoice",
    "TopicEntry",
    "Way",
    "choose_ways",
    "confirm_address",
    "deliveries",
    "delivery_counts",
    "discard_draft_texts",
    "forget_address",
    "inbox",
    "leave_topic",
    "leaving_token",
    "mark_read",
    "masked",
    "message_of",
    "mistakes_in",
    "note_report",
    "notify",
    "previews",
    "publish_texts",
    "put_templates",
    "read_leaving_token",
    "reader_sheet",
    "retry_delivery",
    "save_texts",
    "template_by_key",
    "template_changes",
    "template_list",
    "undo_publication",
    "unread_count",
    "version_texts",
    "wish_address",
]
