"""Sessions of a day, by season and weekday."""

from datetime import date, time

import pytest

from motcua.kernel.office_hours import OfficeHours, Session, standard


def test_the_standard_day_has_eight_hours() -> None:
    morning, afternoon = standard().sessions_on(date(2022, 11, 15))
    assert (morning, afternoon) == (Session(time(7), time(11, 30)), Session(time(13, 30), time(17)))


def test_a_season_may_go_over_new_year_and_a_weekday_may_differ() -> None:
    hours = OfficeHours.parse(
        {
            "seasons": [
                {"from": "10-16", "to": "04-15", "sessions": ["13:00-17:00", "07:30-11:30"], "weekdays": {"4": ["07:30-11:30"]}},
                {"sessions": ["07:00-11:00"]},
            ]
        }
    )
    assert [session.start for session in hours.sessions_on(date(2022, 1, 3))] == [time(7, 30), time(13)]
    assert [session.start for session in hours.sessions_on(date(2022, 12, 30))] == [time(7, 30)]
    assert [session.end for session in hours.sessions_on(date(2022, 7, 1))] == [time(11)]
    summer_only = OfficeHours.parse({"seasons": [{"from": "04-16", "to": "10-15", "sessions": ["07:00-11:00"]}]})
    assert summer_only.sessions_on(date(2022, 1, 3)) == ()


@pytest.mark.parametrize(
    ("definition", "reason"),
    [
        ({}, "at least one season"),
        ({"seasons": [{}]}, "needs sessions"),
        ({"seasons": [{"sessions": ["07:00"]}]}, "07:00-11:30"),
        ({"seasons": [{"sessions": ["11:00-07:00"]}]}, "end after it starts"),
        ({"seasons": [{"sessions": ["07:00-11:00", "10:00-12:00"]}]}, "without overlap"),
        ({"seasons": [{"from": "13-01", "sessions": ["07:00-11:00"]}]}, "month"),
    ],
)
def test_hours_that_contradict_themselves_are_refused(definition: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        OfficeHours.parse(definition)
