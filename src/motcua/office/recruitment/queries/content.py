"""The rules of recruitment of this province, read once per process from its content."""

from datetime import date
from functools import cache

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.office.recruitment.rules.content import Edition, Editions

FILE = "rules.yaml"


def edition_on(day: date) -> Edition:
    """The rules in force on a day; `PackRefused` with file and line when the content is broken."""
    return editions().on(day)


@cache
def editions() -> Editions:
    """Every edition of the rules."""
    return parse_as(Editions, read_yaml(settings.PROVINCE / "recruitment" / FILE))
