"""The indices of this province, read once per process from its content."""

from datetime import date
from functools import cache

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.onestop.evaluation.rules.indices import Edition, Indices


def edition_on(day: date) -> Edition:
    """The indices in force on a day; `PackRefused` with file and line when the content is broken."""
    return _indices().on(day)


@cache
def _indices() -> Indices:
    return parse_as(Indices, read_yaml(settings.PROVINCE / "evaluation" / "indices.yaml"))
