"""The register of a one-stop unit for a day (TT 01/2018/TT-VPCP, form 06), from the records."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.rights import READ_REGISTER
from motcua.onestop.dossiers.api import Dossier

PAGE = 200


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Rows of the register in the order of reception, and the key of the next page."""

    rows: list[Dossier]
    next_after: int | None


def daily_register(desk_id: int, day: date, *, after: int = 0, actor: Actor) -> RegisterPage:
    """Dossiers the desk received on the day, with applicant and result. One query.

    Errors: `Forbidden` outside the actor's units.
    """
    require(actor, READ_REGISTER, unit_path=unit(desk_id).path)
    start = datetime.combine(day, time(), tzinfo=VIETNAM)
    rows = list(
        Dossier.objects.filter(receiver_id=desk_id, received_at__gte=start, received_at__lt=start + timedelta(days=1), pk__gt=after)
        .select_related("procedure", "competent", "owner", "result")
        .defer("answers", "fees")
        .order_by("pk")[: PAGE + 1]
    )
    return RegisterPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)
