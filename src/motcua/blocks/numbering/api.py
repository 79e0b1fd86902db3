"""Numbers without gaps, one series each."""

from motcua.blocks.numbering.actions.next_number import next_number, next_numbers
from motcua.blocks.numbering.queries.peek import peek

__all__ = ["next_number", "next_numbers", "peek"]
