"""The one-stop desk: walk-ins, slips, the daily register, the queue, the public post, consent. The only door of this module."""

from motcua.onestop.desk.actions.ask_consent import ask_consent, ask_consent_at_desk, confirm_at_desk, confirm_consent, consent_on_paper
from motcua.onestop.desk.actions.book_appointment import book_appointment, cancel_appointment, move_appointment
from motcua.onestop.desk.actions.close_block import note_device, return_block, void_block
from motcua.onestop.desk.actions.close_day import close_day
from motcua.onestop.desk.actions.decide_offline import decide_offline
from motcua.onestop.desk.actions.keep_hall import set_capacity, set_counter
from motcua.onestop.desk.actions.keep_photograph import Photograph, keep_photograph
from motcua.onestop.desk.actions.load_halls import load_halls
from motcua.onestop.desk.actions.name_owner import name_owner
from motcua.onestop.desk.actions.receive_envelope import (
    close_lost_envelope,
    link_envelope,
    note_envelope,
    order_pick_up,
    send_back_envelope,
)
from motcua.onestop.desk.actions.reserve_numbers import Prepared, reserve_numbers
from motcua.onestop.desk.actions.run_queue import bring_back, call_again, call_next, finish_ticket, mark_no_show, serve_ticket
from motcua.onestop.desk.actions.send_result import explain_money, keep_at_counter, send_again, send_result
from motcua.onestop.desk.actions.sign_slip import sign_slip
from motcua.onestop.desk.actions.take_in import applicant, take_in
from motcua.onestop.desk.actions.take_in_offline import Device, take_in_offline
from motcua.onestop.desk.actions.take_over_parcel import COLLECTOR, POSTMAN, take_over_parcel
from motcua.onestop.desk.actions.take_ticket import PRIORITIES, check_in, take_ticket
from motcua.onestop.desk.actions.tell_post import ask_about_silent, enter_news, revoke_parcel, tell_post
from motcua.onestop.desk.handlers import POST_KINDS, SLIP_KINDS, order_post, order_slips
from motcua.onestop.desk.models import Appointment, Counter, Hall, NumberBlock, OfflineEntry, Parcel, ReservedNumber, Ticket
from motcua.onestop.desk.queries.appointments import appointment_of, my_appointments
from motcua.onestop.desk.queries.daily_register import RegisterPage, RegisterRow, daily_register, whole_register
from motcua.onestop.desk.queries.halls import Slot, bookable_days, hall_by_slug, halls, is_open_for_tickets, open_slots, services_of
from motcua.onestop.desk.queries.offline import BlockRow, condition, held_entries, offline_blocks, packed, voided_numbers
from motcua.onestop.desk.queries.post import PostRoom, envelope_for, my_parcels, parcels_of, post_room
from motcua.onestop.desk.queries.queue import Board, Place, QueueState, board, place_of, queue_state, ticket_for
from motcua.onestop.desk.queries.slip_control_sheet import control_sheet, control_sheet_pdf
from motcua.onestop.desk.queries.slip_pdf import slip_pdf
from motcua.onestop.desk.queries.slip_register import register_form, register_pdf
from motcua.onestop.desk.rules.offline import MOST_A_DAY, MOST_DAYS, PROBLEM_WORDS, Problem
from motcua.onestop.desk.rules.offline_sheet import SentEntry
from motcua.onestop.desk.rules.parcel_turns import FAILED, ON_THE_WAY, STATE_WORDS, ParcelState
from motcua.onestop.desk.rules.ticket_turns import TicketStatus

__all__ = [
    "COLLECTOR",
    "FAILED",
    "MOST_A_DAY",
    "MOST_DAYS",
    "ON_THE_WAY",
    "POSTMAN",
    "POST_KINDS",
    "PRIORITIES",
    "PROBLEM_WORDS",
    "SLIP_KINDS",
    "STATE_WORDS",
    "Appointment",
    "BlockRow",
    "Board",
    "Counter",
    "Device",
    "Hall",
    "NumberBlock",
    "OfflineEntry",
    "Parcel",
    "ParcelState",
    "Photograph",
    "Place",
    "PostRoom",
    "Prepared",
    "Problem",
    "QueueState",
    "RegisterPage",
    "RegisterRow",
    "ReservedNumber",
    "SentEntry",
    "Slot",
    "Ticket",
    "TicketStatus",
    "applicant",
    "appointment_of",
    "ask_about_silent",
    "ask_consent",
    "ask_consent_at_desk",
    "board",
    "book_appointment",
    "bookable_days",
    "bring_back",
    "call_again",
    "call_next",
    "cancel_appointment",
    "check_in",
    "close_day",
    "close_lost_envelope",
    "condition",
    "confirm_at_desk",
    "confirm_consent",
    "consent_on_paper",
    "control_sheet",
    "control_sheet_pdf",
    "daily_register",
    "decide_offline",
    "enter_news",
    "envelope_for",
    "explain_money",
    "finish_ticket",
    "hall_by_slug",
    "halls",
    "held_entries",
    "is_open_for_tickets",
    "keep_at_counter",
    "keep_photograph",
    "link_envelope",
    "load_halls",
    "mark_no_show",
    "move_appointment",
    "my_appointments",
    "my_parcels",
    "name_owner",
    "note_device",
    "note_envelope",
    "offline_blocks",
    "open_slots",
    "order_pick_up",
    "order_post",
    "order_slips",
    "packed",
    "parcels_of",
    "place_of",
    "post_room",
    "queue_state",
    "register_form",
    "register_pdf",
    "reserve_numbers",
    "return_block",
    "revoke_parcel",
    "send_again",
    "send_back_envelope",
    "send_result",
    "serve_ticket",
    "services_of",
    "set_capacity",
    "set_counter",
    "sign_slip",
    "slip_pdf",
    "take_in",
    "take_in_offline",
    "take_over_parcel",
    "take_ticket",
    "tell_post",
    "ticket_for",
    "void_block",
    "voided_numbers",
    "whole_register",
]
