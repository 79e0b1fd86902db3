"""Establish a unit by a decision."""

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, rehearsed
from motcua.ground.directory.actions.set_up_units import set_up_units
from motcua.ground.directory.rules.new_units import NewUnit
from motcua.ground.directory.rules.papers import Paper
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def establish_unit(new: NewUnit, *, paper: Paper, actor: Actor, confirmed: str = "", dry_run: bool = False) -> Outcome:
    """The unit exists from the first day of the decision on, which is not before the decision was signed.

    Raises as `carry_out`, and `InvalidInput` or `Conflict` for an unknown unit above, an impossible kind, a key or code in use.
    """
    if paper.effective_on < paper.signed_on:
        message = words("A unit cannot begin before its decision was signed.")
        raise InvalidInput(message, fields=[FieldError("effective_on", message)])
    with rehearsed(dry_run):
        _, edits = set_up_units([new], paper.effective_on)
        return carry_out(paper, edits, actor=actor, confirmed=confirmed, dry_run=dry_run)
