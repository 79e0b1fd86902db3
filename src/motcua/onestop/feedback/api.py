"""Feedback and petitions: received, routed, answered, published. The only door of this module."""

from motcua.onestop.feedback.actions.accept_feedback import accept_feedback
from motcua.onestop.feedback.actions.answer_supplement import answer_supplement
from motcua.onestop.feedback.actions.approve_answer import approve_answer
from motcua.onestop.feedback.actions.ask_supplement import ask_supplement
from motcua.onestop.feedback.actions.assign_feedback import assign_feedback, start_work
from motcua.onestop.feedback.actions.classify_feedback import Classification, classify_feedback
from motcua.onestop.feedback.actions.counting import Origin
from motcua.onestop.feedback.actions.draft_answer import draft_answer, send_back_draft
from motcua.onestop.feedback.actions.extend_term import extend_term
from motcua.onestop.feedback.actions.forward_feedback import forward_feedback, forward_outside
from motcua.onestop.feedback.actions.gather import MOST_FILES, Upload
from motcua.onestop.feedback.actions.load_content import load_feedback
from motcua.onestop.feedback.actions.merge_feedback import merge_feedback
from motcua.onestop.feedback.actions.open_feedback import Sent
from motcua.onestop.feedback.actions.publish_feedback import Marks, publish_feedback, struck, texts_of, withhold_feedback
from motcua.onestop.feedback.actions.rate_feedback import RATINGS, rate_feedback, reopen_feedback, reopen_until
from motcua.onestop.feedback.actions.react import react
from motcua.onestop.feedback.actions.record_feedback import (
    BY_HAND,
    record_feedback,
    take_over_feedback,
    take_over_rating,
    take_over_supplement,
)
from motcua.onestop.feedback.actions.refuse_feedback import refuse_feedback
from motcua.onestop.feedback.actions.release_feedback import discard_feedback, release_feedback
from motcua.onestop.feedback.actions.return_feedback import return_feedback
from motcua.onestop.feedback.actions.send_feedback import TooManyPosts, send_feedback
from motcua.onestop.feedback.actions.sign_answer import answer_pdf, sign_answer
from motcua.onestop.feedback.handlers import KINDS as FOLLOW_UP_KINDS
from motcua.onestop.feedback.handlers import order_signature
from motcua.onestop.feedback.models import Answer, Attachment, Feedback, Publication, Station, Supplement
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.facts import suggestions_for
from motcua.onestop.feedback.queries.files import answer_for, attachment_for, senders_answer, senders_attachment
from motcua.onestop.feedback.queries.lists import VIEWS, FeedbackPage, Wanted, counts_of_views, feedback_list, wanted_feedback
from motcua.onestop.feedback.queries.public import (
    PublicFeedback,
    PublicPage,
    PublicSearch,
    public_picture,
    published,
    published_one,
)
from motcua.onestop.feedback.queries.sender import Contact, contact_of, known_of, reveal_sender
from motcua.onestop.feedback.queries.sheets import FeedbackSheet, feedback_sheet, senders_sheet
from motcua.onestop.feedback.rules.content import FeedbackContent, Guidance, Kind, Topic
from motcua.onestop.feedback.rules.grounds import Message, Sender
from motcua.onestop.feedback.rules.routing import Suggestion, looks_elsewhere
from motcua.onestop.feedback.rules.striking import STRUCK, Found, proposed, safe
from motcua.onestop.feedback.rules.terms import URGENCIES
from motcua.onestop.feedback.rules.transitions import ANSWERED, STATUS_WORDS, TURNS, Status

__all__ = [
    "ANSWERED",
    "BY_HAND",
    "FOLLOW_UP_KINDS",
    "MOST_FILES",
    "RATINGS",
    "STATUS_WORDS",
    "STRUCK",
    "TURNS",
    "URGENCIES",
    "VIEWS",
    "Answer",
    "Attachment",
    "Classification",
    "Contact",
    "Feedback",
    "FeedbackContent",
    "FeedbackPage",
    "FeedbackSheet",
    "Found",
    "Guidance",
    "Kind",
    "Marks",
    "Message",
    "Origin",
    "PublicFeedback",
    "PublicPage",
    "PublicSearch",
    "Publication",
    "Sender",
    "Sent",
    "Station",
    "Status",
    "Suggestion",
    "Supplement",
    "TooManyPosts",
    "Topic",
    "Upload",
    "Wanted",
    "accept_feedback",
    "answer_for",
    "answer_pdf",
    "answer_supplement",
    "approve_answer",
    "ask_supplement",
    "assign_feedback",
    "attachment_for",
    "classify_feedback",
    "contact_of",
    "content_in_force",
    "counts_of_views",
    "discard_feedback",
    "draft_answer",
    "extend_term",
    "feedback_list",
    "feedback_sheet",
    "forward_feedback",
    "forward_outside",
    "known_of",
    "load_feedback",
    "looks_elsewhere",
    "merge_feedback",
    "order_signature",
    "proposed",
    "public_picture",
    "publish_feedback",
    "published",
    "published_one",
    "rate_feedback",
    "react",
    "record_feedback",
    "refuse_feedback",
    "release_feedback",
    "reopen_feedback",
    "reopen_until",
    "return_feedback",
    "reveal_sender",
    "safe",
    "send_back_draft",
    "send_feedback",
    "senders_answer",
    "senders_attachment",
    "senders_sheet",
    "sign_answer",
    "start_work",
    "struck",
    "suggestions_for",
    "take_over_feedback",
    "take_over_rating",
    "take_over_supplement",
    "texts_of",
    "wanted_feedback",
    "withhold_feedback",
]
