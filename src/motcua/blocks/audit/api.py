"""Who read what, and proof that the record of what happened is whole."""

from motcua.blocks.audit.actions.record_access import record_access
from motcua.blocks.audit.queries.accesses_of import accesses_of

__all__ = ["accesses_of", "record_access"]
