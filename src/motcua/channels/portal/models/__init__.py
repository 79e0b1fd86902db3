from motcua.channels.portal.models.attempt import LookupAttempt
from motcua.channels.portal.models.guest_draft import GuestDraft
from motcua.channels.portal.models.opinion import Opinion

__all__ = ["GuestDraft", "LookupAttempt", "Opinion"]
