"""The one-stop desk: walk-ins, slips, the daily register."""

from motcua.onestop.desk.actions.sign_slip import sign_slip
from motcua.onestop.desk.actions.take_in import applicant, take_in
from motcua.onestop.desk.handlers import SLIP_KINDS, order_slips
from motcua.onestop.desk.queries.daily_register import RegisterPage, daily_register
from motcua.onestop.desk.queries.slip_pdf import slip_pdf

__all__ = ["SLIP_KINDS", "RegisterPage", "applicant", "daily_register", "order_slips", "sign_slip", "slip_pdf", "take_in"]
