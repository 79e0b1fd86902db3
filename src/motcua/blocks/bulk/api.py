"""Very many rows at once, on both databases. The only door of this block."""

from motcua.blocks.bulk.actions.set_ids_aside import set_ids_aside
from motcua.blocks.bulk.actions.write_rows import Row, Value, moment_text, write_rows

__all__ = ["Row", "Value", "moment_text", "set_ids_aside", "write_rows"]
