"""Units through time, posts, people in posts, and who an account is at a moment."""

from motcua.ground.directory.actions.adopt_staff import StaffEntry, adopt_staff
from motcua.ground.directory.actions.appoint import appoint, end_tenure
from motcua.ground.directory.actions.bring_up_to_date import bring_up_to_date
from motcua.ground.directory.actions.carry_out import Difference, Outcome, carry_out
from motcua.ground.directory.actions.change_level import change_level
from motcua.ground.directory.actions.delegate_post import delegate_post, end_delegation
from motcua.ground.directory.actions.dissolve_unit import dissolve_unit
from motcua.ground.directory.actions.ensure_post import ensure_post
from motcua.ground.directory.actions.establish_unit import establish_unit
from motcua.ground.directory.actions.load_people import load_people
from motcua.ground.directory.actions.load_units import load_units
from motcua.ground.directory.actions.merge_units import merge_units
from motcua.ground.directory.actions.move_unit import move_unit
from motcua.ground.directory.actions.record_decision import record_decision
from motcua.ground.directory.actions.rename_unit import rename_unit
from motcua.ground.directory.actions.restructure_unit import restructure_unit
from motcua.ground.directory.actions.set_up_units import set_up_units
from motcua.ground.directory.actions.split_unit import split_unit
from motcua.ground.directory.actions.withdraw_tenure import reopen_tenure, withdraw_tenure
from motcua.ground.directory.actions.write_changes import write_changes, write_lives
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
from motcua.ground.directory.queries.plans import (
    dissolving,
    level_changing,
    merging,
    moving,
    recoding,
    renaming,
    splitting,
    without_repeats,
)
from motcua.ground.directory.queries.reach import agencies_of, may_change, reaches
from motcua.ground.directory.queries.resolve_unit import resolve_unit
from motcua.ground.directory.queries.schedule_of import schedule_of
from motcua.ground.directory.queries.told_problems import told_problems
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
from motcua.ground.directory.queries.work_out import WorkedOut, lives_of, work_out
from motcua.ground.directory.rules.assignment import AssignedTo, parse_assignment
from motcua.ground.directory.rules.keeping import forget_units
from motcua.ground.directory.rules.new_units import NewUnit
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit, Facts, Problem, Stretch

__all__ = [
    "AssignedTo",
    "Delegation",
    "Difference",
    "Edit",
    "Facts",
    "NewUnit",
    "OfficeHoursSet",
    "Outcome",
    "Paper",
    "Post",
    "Problem",
    "StaffEntry",
    "Stretch",
    "Succession",
    "Successor",
    "Tenure",
    "Unit",
    "UnitChange",
    "UnitDecision",
    "UnitSpan",
    "UnitState",
    "WorkedOut",
    "actor_for",
    "adopt_staff",
    "agencies_of",
    "appoint",
    "bodies_performing",
    "body_of",
    "bring_up_to_date",
    "carry_out",
    "change_level",
    "delegate_post",
    "dissolve_unit",
    "dissolving",
    "division",
    "divisions_of",
    "end_delegation",
    "end_tenure",
    "ensure_post",
    "establish_unit",
    "forget_units",
    "level_changing",
    "lives_of",
    "load_people",
    "load_units",
    "may_change",
    "merge_units",
    "merging",
    "move_unit",
    "moving",
    "name_on",
    "names_on",
    "one_stop_of",
    "parse_assignment",
    "people_in",
    "performing_for",
    "reaches",
    "recoding",
    "record_decision",
    "rename_unit",
    "renaming",
    "reopen_tenure",
    "resolve_unit",
    "restructure_unit",
    "schedule_of",
    "set_up_units",
    "signing_title",
    "split_unit",
    "splitting",
    "state_on",
    "states_on",
    "subtree_ids",
    "subtree_over",
    "successors_of",
    "superior_of",
    "told_problems",
    "tree_on",
    "unit",
    "unit_by_code",
    "units_offering",
    "withdraw_tenure",
    "without_repeats",
    "work_out",
    "write_changes",
    "write_first_states",
    "write_lives",
]
