from motcua.connectors.national_feedback.models.exchange import Incoming, Outgoing

__all__ = ["Incoming", "Outgoing"]
