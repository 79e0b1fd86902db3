from motcua.connectors.paygov.models.bill_asked import BillAsked

__all__ = ["BillAsked"]
