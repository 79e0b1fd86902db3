"""Closed dossiers as inspections draw and check them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from motcua.blocks.audit.api import record_access
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.inspections.ports import Candidate, CaseFacts
from motcua.onestop.catalogue.api import Procedure, content_of
from motcua.onestop.dossiers.api import ENDED, Apology, Dossier, Paper, Result, SupplementRequest
from motcua.onestop.dossiers.events import STREAM


class ClosedDossiers:
    """The one-stop wing's closed dossiers."""

    def closed(self, unit_path: str, first: date, last: date, procedures: Sequence[str]) -> list[Candidate]:
        """Dossiers that ended in these days and are answered for by a unit at or below the path. One query."""
        since = datetime.combine(first, time(), clock.VIETNAM)
        until = datetime.combine(last + timedelta(days=1), time(), clock.VIETNAM)
        rows = Dossier.objects.filter(competent__path__startswith=unit_path, ended_at__gte=since, ended_at__lt=until, status__in=ENDED)
        if procedures:
            rows = rows.filter(procedure__code__in=procedures)
        return [Candidate(*row) for row in rows.order_by().values_list("code", "competent_id", "procedure__code").iterator(chunk_size=5000)]

    def look_at(self, code: str, *, purpose: str, actor: Actor) -> CaseFacts:
        """One dossier's way and terms; its owner can read who looked."""
        found = Dossier.objects.select_related("competent").filter(code=code).first()
        if found is None:
            raise NotFound(words("There is no such dossier."))
        record_access(actor=actor, subject_id=found.owner_id, purpose=purpose, at=clock.now(), stream=STREAM, stream_id=found.pk)
        apology = Apology.objects.filter(dossier=found, signed_at__isnull=False)
        result = Result.objects.filter(dossier=found).first()
        return CaseFacts(
            code=found.code,
            title=content_of(found.version_id).name.vi,
            person=found.owner_name,
            unit=found.competent.name,
            channel=found.channel,
            submitted_at=found.submitted_at,
            received_at=found.received_at,
            due_at=found.due_at,
            ended_at=found.ended_at,
            timing=found.timing,
            supplements=SupplementRequest.objects.filter(dossier=found).count(),
            apologised=apology.exists(),
            papers=list(Paper.objects.filter(dossier=found).order_by("pk").values_list("name", flat=True)),
            result=str(result.number) if result and result.number else "",
        )

    def procedure_names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """Names by code. One query."""
        return dict(Procedure.objects.filter(code__in=codes).values_list("code", "name_vi"))
