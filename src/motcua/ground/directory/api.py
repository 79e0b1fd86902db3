"""Units through time, posts, people in posts, and who an account is at a moment."""

from motcua.ground.directory.actions.adopt_staff import StaffEntry, adopt_staff
from motcua.ground.directory.actions.appoint import appoint, end_tenure
from motcua.ground.directory.actions.delegate_post import delegate_post, end_delegation
from motcua.ground.directory.actions.ensure_post import ensure_post
from motcua.ground.directory.actions.load_people import load_people
from motcua.ground.directory.actions.load_units import load_units
from motcua.ground.directory.actions.withdraw_tenure import reopen_tenure, withdraw_tenure
from motcua.ground.directory.actions.write_first_states import write_first_states
from motcua.ground.directory.models import (
    Delegation,
    OfficeHoursSet,
    Post,
    Succession,
    Tenure,
    Unit,
    UnitChange,
    UnitDecision,
    UnitState,
)
from motcua.ground.directory.queries.actor_for import actor_for
from motcua.ground.directory.queries.history import (
    Successor,
    UnitSpan,
    name_on,
    names_on,
    state_on,
    states_on,
    subtree_over,
    successors_of,
    tree_on,
)
from motcua.ground.directory.queries.people import people_in, signing_title
from motcua.ground.directory.queries.resolve_unit import resolve_unit
from motcua.ground.directory.queries.schedule_of import schedule_of
from motcua.ground.directory.queries.units import (
    bodies_performing,
    body_of,
    division,
    divisions_of,
    one_stop_of,
    performing_for,
    subtree_ids,
    superior_of,
    unit,
    unit_by_code,
    units_offering,
)
from motcua.ground.directory.rules.assignment import AssignedTo, parse_assignment
from motcua.ground.directory.rules.keeping import forget_units

__all__ = [
    "AssignedTo",
    "Delegation",
    "OfficeHoursSet",
    "Post",
    "StaffEntry",
    "Succession",
    "Successor",
    "Tenure",
    "Unit",
    "UnitChange",
    "UnitDecision",
    "UnitSpan",
    "UnitState",
    "actor_for",
    "adopt_staff",
    "appoint",
    "bodies_performing",
    "body_of",
    "delegate_post",
    "division",
    "divisions_of",
    "end_delegation",
    "end_tenure",
    "ensure_post",
    "forget_units",
    "load_people",
    "load_units",
    "name_on",
    "names_on",
    "one_stop_of",
    "parse_assignment",
    "people_in",
    "performing_for",
    "reopen_tenure",
    "resolve_unit",
    "schedule_of",
    "signing_title",
    "state_on",
    "states_on",
    "subtree_ids",
    "subtree_over",
    "successors_of",
    "superior_of",
    "tree_on",
    "unit",
    "unit_by_code",
    "units_offering",
    "withdraw_tenure",
    "write_first_states",
]
