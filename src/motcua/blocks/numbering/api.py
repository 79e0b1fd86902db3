"""Numbers without gaps, one series each."""

from motcua.blocks.numbering.actions.next_number import next_number, next_numbers
from motcua.blocks.numbering.actions.set_numbers_aside import set_numbers_aside
from motcua.blocks.numbering.queries.peek import peek

__all__ = ["next_number", "next_numbers", "peek", "set_numbers_aside"]
