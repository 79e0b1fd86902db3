from motcua.connectors.national_portal.models.catalogue import NationalProcedure
from motcua.connectors.national_portal.models.filing import NationalFiling
from motcua.connectors.national_portal.models.line import Call, Line
from motcua.connectors.national_portal.models.outbox import OutboxMessage
from motcua.connectors.national_portal.models.reconciliation import Difference, Reconciliation

__all__ = ["Call", "Difference", "Line", "NationalFiling", "NationalProcedure", "OutboxMessage", "Reconciliation"]
