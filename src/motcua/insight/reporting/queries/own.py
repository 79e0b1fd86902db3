"""Whether a report is of the actor's own agency."""

from motcua.blocks.permissions.api import holdings_with
from motcua.ground.directory.api import Unit
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.rights import APPROVE, FILL, SUPERVISE
from motcua.insight.reporting.rules.forms import Owner
from motcua.kernel.actor import Actor


def fills(actor: Actor, unit_id: int) -> list[tuple[str, str]]:
    """Division and role of the posts with which the actor fills the reports of an agency; none: he does not. One query."""
    holdings = holdings_with(actor, FILL)
    if not holdings:
        return []
    keys = dict(Unit.objects.filter(pk__in=[one.unit_id for one in holdings], body_id=unit_id).values_list("pk", "key"))
    return [(keys[one.unit_id], one.role) for one in holdings if one.unit_id in keys]


def may_enter(posts: list[tuple[str, str]], owner: Owner) -> bool:
    """Whether one of the posts is the one a cell belongs to; the head may enter any."""
    return any(
        role == "leader" or ((not owner.division or key == owner.division) and (not owner.role or role == owner.role))
        for key, role in posts
    )


def heads(actor: Actor, unit_id: int) -> bool:
    """Whether the actor is a head of the agency itself, not of a division."""
    return any(one.unit_id == unit_id for one in holdings_with(actor, APPROVE))


def stands_above(actor: Actor, report: Report) -> bool:
    """Whether the actor supervises the unit, or fills or heads the report this one goes into."""
    if any(report.unit.path.startswith(one.unit_path) for one in holdings_with(actor, SUPERVISE)):
        return True
    return report.above is not None and bool(fills(actor, report.above.unit_id))
