from motcua.onestop.payments.models.receipt import Receipt
from motcua.onestop.payments.models.refund import Refund
from motcua.onestop.payments.models.request import FeeRequest, Transaction
from motcua.onestop.payments.models.settlement import Mismatch, Settlement, SettlementLine

__all__ = ["FeeRequest", "Mismatch", "Receipt", "Refund", "Settlement", "SettlementLine", "Transaction"]
