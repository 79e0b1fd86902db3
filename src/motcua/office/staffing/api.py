"""Quotas of posts assigned to units, and who takes them up. The only door of this module."""

from motcua.office.staffing.actions.adopt_quotas import QuotaEntry, adopt_quotas
from motcua.office.staffing.actions.adopt_uses import UseEntry, adopt_uses
from motcua.office.staffing.actions.assign_quota import Assignment, assign_quota
from motcua.office.staffing.actions.load_content import load_staffing
from motcua.office.staffing.actions.move_posts import PostsMoved, move_posts
from motcua.office.staffing.actions.occupy import occupy
from motcua.office.staffing.actions.release import release
from motcua.office.staffing.actions.write_line import Ground
from motcua.office.staffing.models import Quota, QuotaMove, Use
from motcua.office.staffing.queries.content import rules_on
from motcua.office.staffing.queries.ledger_faults import ledger_faults
from motcua.office.staffing.queries.present import present_on, uses_on
from motcua.office.staffing.rights import ADOPT, APPROVE, ASSIGN, PLAN, READ, TAKE_UP
from motcua.office.staffing.rules.ledger import Line, Sums

__all__ = [
    "ADOPT",
    "APPROVE",
    "ASSIGN",
    "PLAN",
    "READ",
    "TAKE_UP",
    "Assignment",
    "Ground",
    "Line",
    "PostsMoved",
    "Quota",
    "QuotaEntry",
    "QuotaMove",
    "Sums",
    "Use",
    "UseEntry",
    "adopt_quotas",
    "adopt_uses",
    "assign_quota",
    "ledger_faults",
    "load_staffing",
    "move_posts",
    "occupy",
    "present_on",
    "release",
    "rules_on",
    "uses_on",
]
