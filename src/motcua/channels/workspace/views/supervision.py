"""For auditors, administrators and editors: seals, readings of personal data, failed jobs, values to check."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.blocks.audit.api import verify
from motcua.blocks.events.api import Seal, timeline
from motcua.blocks.jobs.api import failed_jobs, overview, retry
from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.page import done, number_in, refuse_to, show
from motcua.channels.workspace.units import named_units
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound
from motcua.onestop.catalogue.api import ProcedureContent, doubts_of, list_procedures
from motcua.onestop.dossiers.api import Dossier

SEALS = 20
READINGS = 100
JOBS = 100
MOST_ON_A_PAGE = 50_000  # events; a longer record is verified by the command
READ = "personal_data.read"


@guarded("workspace.audit")
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The last seals, and who read personal data in a dossier."""
    code = request.GET.get("ma", "").strip().upper()
    dossier = Dossier.objects.visible_to(actor_of(request)).filter(code=code).only("pk", "code", "owner_name").first() if code else None
    readings = list(timeline("dossier", dossier.pk).filter(kind=READ).order_by("-id")[:READINGS]) if dossier else []
    context = {
        "seals": Seal.objects.order_by("-sequence").defer("leaves")[:SEALS],
        "code": code,
        "dossier": dossier,
        "readings": readings,
        "units": named_units({event.unit_id for event in readings if event.unit_id}),
        "too_many": _is_long(),
    }
    return show(request, "workspace/audit.html", context, section="work_audit")


@guarded("workspace.audit")
@require_POST
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Check the chain of seals and every sealed event now; a long record is left to the command."""
    if _is_long():
        refusal = Conflict(_("The record is too long to be checked while you wait."), way_out=_("Run “motcua audit verify” on the server."))
        return refuse_to(request, refusal, reverse("work_audit"))
    context = {"report": verify(), "at": clock.now()}
    return show(request, "workspace/audit_report.html", context, section="work_audit")


def _is_long() -> bool:
    last = Seal.objects.order_by("-sequence").values_list("last_id", flat=True).first()
    return (last or 0) > MOST_ON_A_PAGE


@guarded("jobs.retry")
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs that failed for good, and how the others stand."""
    context = {"failed": failed_jobs()[:JOBS], "overview": overview(clock.real_now())}
    return show(request, "workspace/jobs.html", context, section="work_jobs")


@guarded("jobs.retry")
@require_POST
def job_retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Give a failed job another chance."""
    try:
        retry(job_id, actor=actor_of(request))
    except (Conflict, NotFound) as refused:
        return refuse_to(request, refused, reverse("work_jobs"))
    return done(request, _("The job waits to run again."), reverse("work_jobs"))


@guarded("catalogue.read_doubts")
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    """Values of procedures that still have to be checked against the law."""
    actor = actor_of(request)
    contents: list[ProcedureContent] = list_procedures()
    chosen = number_in(request, "thu-tuc")
    shown = [content for content in contents if chosen is None or content.procedure_id == chosen]
    rows = [(content, doubts_of(content.version_id, actor=actor)) for content in shown]
    context = {"rows": [(content, found) for content, found in rows if found], "contents": contents, "chosen": chosen}
    return show(request, "workspace/doubts.html", context, section="work_doubts")
