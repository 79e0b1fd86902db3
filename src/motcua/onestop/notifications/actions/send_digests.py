"""The daily digest: tasks of an official that are late or due until tomorrow."""

from collections import defaultdict
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from motcua.blocks.accounts.api import Account
from motcua.blocks.notices.api import Reader, notify
from motcua.kernel import clock
from motcua.kernel.calendar import viet_nam
from motcua.onestop.notifications.queries.late_tasks import LateTask, late_tasks, post_holders
from motcua.onestop.notifications.rules.dates import said_moment
from motcua.onestop.notifications.rules.kinds import DIGEST_TEMPLATE
from motcua.onestop.notifications.rules.reminding import DIGEST_FROM, digest_until

_MOST_LINES = 15


def send_digests() -> int:
    """Note a digest for every official with such tasks, once per working day from seven o'clock; returns how many are new."""
    now, calendar = clock.now(), viet_nam()
    if not calendar.is_working_day(now.date()) or now.time() < DIGEST_FROM:
        return 0
    until = datetime.combine(digest_until(calendar, now.date()), time.max, tzinfo=clock.VIETNAM)
    by_account: dict[int, list[LateTask]] = defaultdict(list)
    tasks = late_tasks(until)
    holders = post_holders({(task.role, task.unit_id) for task in tasks}, now.date())
    for task in tasks:
        for account_id in holders.get((task.role, task.unit_id), ()):
            by_account[account_id].append(task)
    accounts = Account.objects.filter(is_active=True).in_bulk(list(by_account))
    return sum(_send(accounts[pk], found, now) for pk, found in by_account.items() if pk in accounts)


@transaction.atomic
def _send(account: Account, tasks: list[LateTask], now: datetime) -> bool:
    late = [task for task in tasks if task.due_at < now]
    lines = [
        {
            language: f"{task.code} – {task.step[language]} – {said_moment(timezone.localtime(task.due_at))[language]}"
            for language in ("vi", "en")
        }
        for task in tasks[:_MOST_LINES]
    ]
    return notify(
        DIGEST_TEMPLATE,
        to=Reader("account", account.pk),
        key=f"digest/{now:%Y-%m-%d}/account:{account.pk}",
        about=("account", account.pk),
        data={"late": len(late), "soon": len(tasks) - len(late), "tasks": lines, "name": account.name},
        contacts={"mail": account.email},
        link="/lam-viec/",
    )
