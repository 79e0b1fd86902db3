"""Which message goes to whom when something happens. The only door of this module."""

from motcua.onestop.notifications.actions.load_messages import load_messages
from motcua.onestop.notifications.actions.plan_reminder import remind_due
from motcua.onestop.notifications.actions.send_digests import send_digests
from motcua.onestop.notifications.actions.tell import tell
from motcua.onestop.notifications.handlers import KINDS, tell_people
from motcua.onestop.notifications.rules.kinds import CITIZEN_EVENTS

__all__ = ["CITIZEN_EVENTS", "KINDS", "load_messages", "remind_due", "send_digests", "tell", "tell_people"]
