"""Quiet hours: when nobody is woken by a text message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `valid_from` on, a way is silent between two times of day (over midnight when `starts` is the later one)."""

    way: str
    valid_from: date
    starts: time
    ends: time


def opens_at(rules: Iterable[Quiet], way: str, moment: datetime) -> datetime:
    """The first moment from `moment` on at which the way may be used; the rule in force is the latest that has begun."""
    begun = [rule for rule in rules if rule.way == way and rule.valid_from <= moment.date()]
    if not begun:
        return moment
    rule = max(begun, key=lambda one: one.valid_from)
    now = moment.time()
    over_midnight = rule.starts > rule.ends
    silent = (now >= rule.starts or now < rule.ends) if over_midnight else rule.starts <= now < rule.ends
    if not silent:
        return moment
    day = moment.date() + timedelta(days=1 if over_midnight and now >= rule.starts else 0)
    return datetime.combine(day, rule.ends, tzinfo=moment.tzinfo)
