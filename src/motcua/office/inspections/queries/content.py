"""What the province says about inspections, read once per process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.office.inspections.rules.content import InspectionContent

FILE = "subjects.yaml"


def read_content(folder: Path) -> InspectionContent:
    """The content of a folder; `PackRefused` with file and line of every mistake."""
    return parse_as(InspectionContent, read_yaml(folder / FILE))


@cache
def inspection_content() -> InspectionContent:
    """The content of this province; `PackRefused` when it is broken."""
    return read_content(settings.PROVINCE / "inspections")
