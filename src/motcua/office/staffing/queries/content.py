"""What this province says about posts, read once per process from its content."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.office.staffing.rules.content import Edition, StaffingContent

FILE = "rules.yaml"


def rules_on(day: date) -> Edition:
    """What holds on a day; `PackRefused` with file and line when the content is broken."""
    return _content().on(day)


def read_content(folder: Path) -> StaffingContent:
    """The content of a folder; `PackRefused` naming file, line and reason of every mistake."""
    return parse_as(StaffingContent, read_yaml(folder / FILE))


@cache
def _content() -> StaffingContent:
    return read_content(settings.PROVINCE / "staffing")
