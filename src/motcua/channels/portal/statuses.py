"""The status of a dossier in words for its owner."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext, ngettext

from motcua.channels.ui.parts import TagTone
from motcua.kernel.deadlines import days_and_hours
from motcua.onestop.dossiers.api import STATUS_WORDS, Status

_TONES: dict[str, TagTone] = {
    Status.SUBMITTED: "now",
    Status.RECEIVED: "now",
    Status.IN_PROCESS: "now",
    Status.NOT_ACCEPTED: "bad",
    Status.STOPPED: "bad",
    Status.SUPPLEMENT_REQUESTED: "wait",
    Status.PAYMENT_REQUESTED: "wait",
    Status.RESOLVED: "good",
    Status.RETURNED: "good",
    Status.WITHDRAWN: "plain",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A status in words with the tone of its tag."""

    words: str
    tone: TagTone


def status_of(status: str) -> Said:
    return Said(gettext(STATUS_WORDS[Status(status)]), _TONES[status])


def time_left(left: timedelta) -> str:
    """Office time in words: 2 working days 3 hours; of a negative amount its size."""
    days, hours, minutes = days_and_hours(abs(left))
    parts = []
    if days:
        parts.append(ngettext("%(count)d working day", "%(count)d working days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if not days and not hours:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts)
