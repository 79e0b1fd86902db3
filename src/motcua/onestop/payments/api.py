"""Fees: what is owed, paid, receipted, refunded and reconciled. The only door of this module."""

from motcua.onestop.payments.actions.ask_gateway import ask_gateway
from motcua.onestop.payments.actions.ask_refund import Account, ask_refund
from motcua.onestop.payments.actions.cancel_requests import cancel_requests
from motcua.onestop.payments.actions.decide_refund import decide_refund
from motcua.onestop.payments.actions.give_back import give_back, send_refund
from motcua.onestop.payments.actions.load_settlement import load_settlement
from motcua.onestop.payments.actions.note_report import note_report
from motcua.onestop.payments.actions.open_requests import open_requests
from motcua.onestop.payments.actions.print_receipt import print_receipt
from motcua.onestop.payments.actions.reconcile import reconcile
from motcua.onestop.payments.actions.resolve_mismatch import resolve_mismatch, sign_off
from motcua.onestop.payments.actions.settle_elsewhere import settle_elsewhere
from motcua.onestop.payments.actions.start_payment import start_payment
from motcua.onestop.payments.actions.take_cash import Cashier, note_collected, note_transfer, take_cash
from motcua.onestop.payments.handlers import KINDS as MONEY_KINDS
from motcua.onestop.payments.handlers import follow as follow_money
from motcua.onestop.payments.models import FeeRequest, Mismatch, Receipt, Refund, Settlement, SettlementLine, Transaction
from motcua.onestop.payments.queries.bills import Bill, BilledReceipt, bills_of
from motcua.onestop.payments.queries.lists import (
    MoneyPage,
    mismatches_of,
    receipts_of,
    refund_of,
    refunds_of,
    settlements,
    waiting_for_fee,
)
from motcua.onestop.payments.queries.owed import Owed, owed_of, transaction_of
from motcua.onestop.payments.queries.paid_online import paid_online
from motcua.onestop.payments.queries.province import province_path
from motcua.onestop.payments.queries.receipt_pdf import receipt_pdf
from motcua.onestop.payments.rules.matching import KIND_WORDS, STATUS_WORDS
from motcua.onestop.payments.rules.states import ASKED_WORDS, PAYING_WORDS, RETURNING_WORDS, Asked, Paying, Returning
from motcua.onestop.payments.rules.ways import WAY_WORDS, WAYS

__all__ = [
    "ASKED_WORDS",
    "KIND_WORDS",
    "MONEY_KINDS",
    "PAYING_WORDS",
    "RETURNING_WORDS",
    "STATUS_WORDS",
    "WAYS",
    "WAY_WORDS",
    "Account",
    "Asked",
    "Bill",
    "BilledReceipt",
    "Cashier",
    "FeeRequest",
    "Mismatch",
    "MoneyPage",
    "Owed",
    "Paying",
    "Receipt",
    "Refund",
    "Returning",
    "Settlement",
    "SettlementLine",
    "Transaction",
    "ask_gateway",
    "ask_refund",
    "bills_of",
    "cancel_requests",
    "decide_refund",
    "follow_money",
    "give_back",
    "load_settlement",
    "mismatches_of",
    "note_collected",
    "note_report",
    "note_transfer",
    "open_requests",
    "owed_of",
    "paid_online",
    "print_receipt",
    "province_path",
    "receipt_pdf",
    "receipts_of",
    "reconcile",
    "refund_of",
    "refunds_of",
    "resolve_mismatch",
    "send_refund",
    "settle_elsewhere",
    "settlements",
    "sign_off",
    "start_payment",
    "take_cash",
    "transaction_of",
    "waiting_for_fee",
]
