"""Regimes as they were loaded, read once per version."""

from datetime import date
from functools import lru_cache

from motcua.insight.reporting.models import Period, RegimeVersion
from motcua.insight.reporting.rules.regimes import Regime
from motcua.kernel.errors import NotFound, words


@lru_cache(maxsize=128)
def _content(sha256: str, pk: int) -> Regime:
    return Regime.model_validate(RegimeVersion.objects.values_list("content", flat=True).get(pk=pk))


def content_of(version: RegimeVersion) -> Regime:
    """What a version says; versions never change, so it is read once per process."""
    return _content(version.sha256, version.pk)


def regime_of(period: Period) -> Regime:
    """The version of the regime that a period was opened under."""
    return content_of(period.regime)


def regimes_on(day: date) -> list[tuple[RegimeVersion, Regime]]:
    """The version of each regime in force on a day, by code. One query."""
    newest: dict[str, RegimeVersion] = {}
    for version in RegimeVersion.objects.filter(current=True, valid_from__lte=day).order_by("code", "valid_from").defer("content"):
        newest[version.code] = version
    return [(version, content_of(version)) for version in newest.values()]


def regime_on(code: str, day: date) -> tuple[RegimeVersion, Regime]:
    """The version of one regime in force on a day; raises `NotFound`."""
    found = next((pair for pair in regimes_on(day) if pair[0].code == code), None)
    if found is None:
        raise NotFound(words("There is no such reporting regime on that day."))
    return found
