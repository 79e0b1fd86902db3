"""Who read what, and proof that the record of what happened is whole."""

from motcua.blocks.audit.actions.record_access import record_access
from motcua.blocks.audit.queries.accesses_of import accesses_of
from motcua.blocks.audit.queries.verify import VerifyReport, verify
from motcua.blocks.audit.rules.findings import Finding

__all__ = ["Finding", "VerifyReport", "accesses_of", "record_access", "verify"]
