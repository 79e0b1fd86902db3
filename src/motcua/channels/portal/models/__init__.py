from motcua.channels.portal.models.attempt import LookupAttempt
from motcua.channels.portal.models.opinion import Opinion

__all__ = ["LookupAttempt", "Opinion"]
