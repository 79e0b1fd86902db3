from motcua.connectors.business_register.models.filing import Delivery, RegisterFiling

__all__ = ["Delivery", "RegisterFiling"]
