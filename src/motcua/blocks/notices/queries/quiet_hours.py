"""The quiet hours of the content."""

from motcua.blocks.notices.models import QuietHours
from motcua.blocks.notices.rules.quiet import Quiet


def quiet_hours() -> list[Quiet]:
    """Every rule; one query."""
    return [Quiet(row.way, row.valid_from, row.starts, row.ends) for row in QuietHours.objects.all()]
