"""Due moments in words, as short as a table needs them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from motcua.channels.ui.parts import TagTone
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import days_and_hours

SOON = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent something is: words and a tone; no words when there is time."""

    text: str
    tone: TagTone
    late: bool = False


def urgency(due: datetime | None, now: datetime) -> Urgency:
    """Late, due today, soon, or nothing special."""
    if due is None:
        return Urgency("", "plain")
    here = due.astimezone(VIETNAM)
    if due < now:
        return Urgency(gettext("Late"), "bad", late=True)
    if here.date() == now.astimezone(VIETNAM).date():
        return Urgency(gettext("Due today"), "wait")
    if due - now <= SOON:
        return Urgency(gettext("Due soon"), "wait")
    return Urgency("", "plain")


def office_time_in_words(amount: timedelta) -> str:
    """Office time as days and hours: 2 working days 3 hours; below an hour in minutes."""
    days, hours, minutes = days_and_hours(amount)
    said = []
    if days:
        said.append(ngettext("%(count)d working day", "%(count)d working days", days) % {"count": days})
    if hours:
        said.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if not days and not hours:
        said.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(said)


def left_in_words(remaining: timedelta | None) -> str:
    """Time left, or by how much it is late; empty when nothing is promised."""
    if remaining is None:
        return ""
    template = gettext("%(time)s left") if remaining >= timedelta(0) else gettext("%(time)s late")
    return template % {"time": office_time_in_words(remaining)}


def short(moment: datetime | None) -> str:
    """17:00 15/11/2022."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if moment else ""
