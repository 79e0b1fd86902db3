"""Set the due moment of a dossier again after its clock stopped or restarted."""

from datetime import datetime

from motcua.ground.directory.api import schedule_of
from motcua.kernel.deadlines import Pause as Stretch
from motcua.onestop.catalogue.api import content_of, time_limit
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.rules.clock import promise
from motcua.onestop.dossiers.rules.transitions import Status


def due_moment(dossier: Dossier, start: datetime) -> datetime | None:
    """The due moment counted from `start`, with every pause of the dossier so far."""
    content = content_of(dossier.version_id)
    limit = time_limit(content, content.case(dossier.case_key), dossier.channel)
    waited = () if dossier.status == Status.RECEIVED else dossier.pauses.all()  # just received: it never waited
    pauses = [Stretch(start=pause.started_at, end=pause.ended_at, reason=pause.reason) for pause in waited]
    return promise(schedule_of(dossier.competent_id), start, limit, pauses)
