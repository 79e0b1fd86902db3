"""Dossiers: their life from draft to result, and the reading of them. The only door of this module."""

from motcua.onestop.dossiers.actions.adopt_histories import Grounds, adopt_histories
from motcua.onestop.dossiers.actions.answer_supplement import answer_supplement
from motcua.onestop.dossiers.actions.attach_paper import attach_paper, attach_supplement_paper, limits_of, remove_paper
from motcua.onestop.dossiers.actions.attach_scan import attach_scan, mark_digitised
from motcua.onestop.dossiers.actions.attach_stored_paper import attach_stored_paper, attach_stored_supplement, attach_stored_to_dossier
from motcua.onestop.dossiers.actions.carry_on_bundle import carry_on_bundle
from motcua.onestop.dossiers.actions.choose_acting import choose_acting, record_consent
from motcua.onestop.dossiers.actions.complete_task import NEEDS_COMMENT, Decision, complete_task
from motcua.onestop.dossiers.actions.decide_escalation import decide_escalation
from motcua.onestop.dossiers.actions.desks import agency_code_of, stands_at
from motcua.onestop.dossiers.actions.discard_draft import discard_draft
from motcua.onestop.dossiers.actions.end_mandate import end_mandate
from motcua.onestop.dossiers.actions.file_externally import file_externally, take_over_status
from motcua.onestop.dossiers.actions.finish_dossier import result_series
from motcua.onestop.dossiers.actions.issue_slip import slip_series
from motcua.onestop.dossiers.actions.mandates import Consent, mandate_of, vault_of
from motcua.onestop.dossiers.actions.note_fee import note_fee_paid, note_fee_refunded
from motcua.onestop.dossiers.actions.note_printed_slip import note_printed_slip
from motcua.onestop.dossiers.actions.open_dossier import ReservedNumbers, dossier_series
from motcua.onestop.dossiers.actions.receive_dossier import receive_dossier
from motcua.onestop.dossiers.actions.record_external_status import ExternalStatus, by_hand, enter_external_status, record_external_status
from motcua.onestop.dossiers.actions.refuse_dossier import refuse_dossier
from motcua.onestop.dossiers.actions.register_dossier import HandedIn, WalkIn, register_dossier
from motcua.onestop.dossiers.actions.remind_of_result import remind_of_result
from motcua.onestop.dossiers.actions.renew_draft import renew_draft
from motcua.onestop.dossiers.actions.replay_history import Unlike, replay_history
from motcua.onestop.dossiers.actions.request_payment import request_payment
from motcua.onestop.dossiers.actions.request_supplement import SupplementItem, request_supplement
from motcua.onestop.dossiers.actions.return_result import METHODS, return_result
from motcua.onestop.dossiers.actions.save_answers import save_answers
from motcua.onestop.dossiers.actions.settle_payment import settle_payment
from motcua.onestop.dossiers.actions.sign_apology import sign_apology
from motcua.onestop.dossiers.actions.sign_result import sign_result
from motcua.onestop.dossiers.actions.start_draft import start_draft
from motcua.onestop.dossiers.actions.stop_dossier import stop_dossier
from motcua.onestop.dossiers.actions.submit_dossier import submit_dossier
from motcua.onestop.dossiers.actions.submit_from_portal import FiledElsewhere, submit_from_portal
from motcua.onestop.dossiers.actions.withdraw_dossier import withdraw_dossier
from motcua.onestop.dossiers.handlers import BUNDLE_KINDS, order_bundles, order_follow_up
from motcua.onestop.dossiers.handlers import KINDS as FOLLOW_UP_KINDS
from motcua.onestop.dossiers.jobs import draft_apologies
from motcua.onestop.dossiers.models import (
    SIMULATION,
    Apology,
    Dossier,
    Draft,
    Escalation,
    FinancialObligation,
    Mandate,
    Paper,
    Pause,
    Result,
    Slip,
    SupplementRequest,
)
from motcua.onestop.dossiers.ports import CopiedPages, CopyMark, HeldPaper
from motcua.onestop.dossiers.queries.bundle import PartRow, bundle_of, times_of
from motcua.onestop.dossiers.queries.drafts import draft_of, my_drafts
from motcua.onestop.dossiers.queries.for_heads import apology_drafts, open_escalations, unanswered
from motcua.onestop.dossiers.queries.handover import Handover, Leg, handover_of
from motcua.onestop.dossiers.queries.inbox import InboxPage, InboxRow, TaskKey, inbox
from motcua.onestop.dossiers.queries.lists import Page, Search, find_dossiers, intake_queue, my_dossiers, not_collected, to_return
from motcua.onestop.dossiers.queries.locked import locked_dossier, locked_dossier_by_id
from motcua.onestop.dossiers.queries.orphans import is_closed, orphaned_tasks, reaches_orphan
from motcua.onestop.dossiers.queries.prefill import prefill_sources
from motcua.onestop.dossiers.queries.public import PublicView, public_tracking, result_by_code, result_by_hash
from motcua.onestop.dossiers.queries.required import AUTHORISATION, components_asked, required_papers
from motcua.onestop.dossiers.queries.result_draft import draft_result
from motcua.onestop.dossiers.queries.result_facts import place_of_province
from motcua.onestop.dossiers.queries.tracking import DossierFile, dossier_file
from motcua.onestop.dossiers.rules.agency_time import AgencyTime
from motcua.onestop.dossiers.rules.foreign import FOREIGN_STATUSES
from motcua.onestop.dossiers.rules.forms import FormSet, Purpose, form_set, form_set_called
from motcua.onestop.dossiers.rules.histories import Act, History
from motcua.onestop.dossiers.rules.intake import may_take_in_for_others
from motcua.onestop.dossiers.rules.places import place_name
from motcua.onestop.dossiers.rules.terms import day_of
from motcua.onestop.dossiers.rules.transitions import ENDED, NATIONAL_CODES, STATUS_WORDS, Status

__all__ = [
    "AUTHORISATION",
    "BUNDLE_KINDS",
    "ENDED",
    "FOLLOW_UP_KINDS",
    "FOREIGN_STATUSES",
    "METHODS",
    "NATIONAL_CODES",
    "NEEDS_COMMENT",
    "SIMULATION",
    "STATUS_WORDS",
    "Act",
    "AgencyTime",
    "Apology",
    "Consent",
    "CopiedPages",
    "CopyMark",
    "Decision",
    "Dossier",
    "DossierFile",
    "Draft",
    "Escalation",
    "ExternalStatus",
    "FiledElsewhere",
    "FinancialObligation",
    "FormSet",
    "Grounds",
    "HandedIn",
    "Handover",
    "HeldPaper",
    "History",
    "InboxPage",
    "InboxRow",
    "Leg",
    "Mandate",
    "Page",
    "Paper",
    "PartRow",
    "Pause",
    "PublicView",
    "Purpose",
    "ReservedNumbers",
    "Result",
    "Search",
    "Slip",
    "Status",
    "SupplementItem",
    "SupplementRequest",
    "TaskKey",
    "Unlike",
    "WalkIn",
    "adopt_histories",
    "agency_code_of",
    "answer_supplement",
    "apology_drafts",
    "attach_paper",
    "attach_scan",
    "attach_stored_paper",
    "attach_stored_supplement",
    "attach_stored_to_dossier",
    "attach_supplement_paper",
    "bundle_of",
    "by_hand",
    "carry_on_bundle",
    "choose_acting",
    "complete_task",
    "components_asked",
    "day_of",
    "decide_escalation",
    "discard_draft",
    "dossier_file",
    "dossier_series",
    "draft_apologies",
    "draft_of",
    "draft_result",
    "end_mandate",
    "enter_external_status",
    "file_externally",
    "find_dossiers",
    "form_set",
    "form_set_called",
    "handover_of",
    "inbox",
    "intake_queue",
    "is_closed",
    "limits_of",
    "locked_dossier",
    "locked_dossier_by_id",
    "mandate_of",
    "mark_digitised",
    "may_take_in_for_others",
    "my_dossiers",
    "my_drafts",
    "not_collected",
    "note_fee_paid",
    "note_fee_refunded",
    "note_printed_slip",
    "open_escalations",
    "order_bundles",
    "order_follow_up",
    "orphaned_tasks",
    "place_name",
    "place_of_province",
    "prefill_sources",
    "public_tracking",
    "reaches_orphan",
    "receive_dossier",
    "record_consent",
    "record_external_status",
    "refuse_dossier",
    "register_dossier",
    "remind_of_result",
    "remove_paper",
    "renew_draft",
    "replay_history",
    "request_payment",
    "request_supplement",
    "required_papers",
    "result_by_code",
    "result_by_hash",
    "result_series",
    "return_result",
    "save_answers",
    "settle_payment",
    "sign_apology",
    "sign_result",
    "slip_series",
    "stands_at",
    "start_draft",
    "stop_dossier",
    "submit_dossier",
    "submit_from_portal",
    "take_over_status",
    "times_of",
    "to_return",
    "unanswered",
    "vault_of",
    "withdraw_dossier",
]
