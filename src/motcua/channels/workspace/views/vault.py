"""The vault at work: what need not be asked for in a dossier at hand, and disputed readings to be answered."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, guarded
from motcua.channels.workspace.file_replies import file_reply
from motcua.channels.workspace.page import done, errors_of, refuse_to, show
from motcua.channels.workspace.units import named_units
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.vault.api import answer_dispute, disputes, offers_for_dossier, open_document, take_into_dossier


@guarded("vault.read_for_dossier")
@require_GET
def dossier_vault(request: HttpRequest, code: str) -> HttpResponse:
    """Documents of the owner that serve this open dossier; each look is recorded."""
    actor = actor_of(request)
    offers = offers_for_dossier(code, actor=actor)
    dossier = Dossier.objects.visible_to(actor).get(code=code)
    parts = {part.key: part for part in content_of(dossier.version_id).case(dossier.case_key).components}
    used = set(dossier.papers.exclude(reference="").values_list("component_key", "reference"))
    rows = [{"part": parts[key], "offers": [(one, (key, one.card.id_code) in used) for one in found]} for key, found in offers.items()]
    return show(request, "workspace/vault.html", {"dossier": dossier, "rows": rows}, section="work_dossiers")


@guarded("vault.read_for_dossier")
@require_GET
def vault_file(request: HttpRequest, code: str, document: int) -> HttpResponse:
    """The file of a document that serves this dossier; the owner sees that it was opened."""
    opened = open_document(document, purpose="processing", dossier_code=code, actor=actor_of(request))
    return file_reply(opened.file, opened.file.name)


@guarded("vault.read_for_dossier")
@require_POST
def vault_take(request: HttpRequest, code: str) -> HttpResponse:
    """Take a document into the dossier instead of asking for the paper."""
    back = reverse("work_dossier_vault", args=[code])
    number = request.POST.get("giay", "")
    document = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    try:
        paper = take_into_dossier(code, request.POST.get("thanh-phan", "")[:60], document, actor=actor_of(request))
    except (NotFound, Conflict, Forbidden) as refused:
        if isinstance(refused, NotFound) and not Dossier.objects.visible_to(actor_of(request)).filter(code=code).exists():
            raise
        return refuse_to(request, refused, back)
    return done(request, _("“%(name)s” is in the dossier now.") % {"name": paper.name}, back)


@guarded("vault.answer_disputes")
@require_GET
def disputed(request: HttpRequest) -> HttpResponse:
    """Readings that their owners dispute, the oldest first; then those answered."""
    actor = actor_of(request)
    waiting, answered = disputes(actor), disputes(actor, answered=True)
    units = named_units({one.reading.unit_id for one in (*waiting, *answered) if one.reading.unit_id})
    context = {"waiting": waiting, "answered": answered, "units": units}
    return show(request, "workspace/disputes.html", context, section="work_disputes")


@guarded("vault.answer_disputes")
@require_http_methods(["GET", "POST"])
def dispute_answer(request: HttpRequest, dispute_id: int) -> HttpResponse:
    """Answer one disputed reading, once."""
    actor = actor_of(request)
    found = next((one for one in disputes(actor) if one.dispute.pk == dispute_id), None)
    if found is None:
        raise NotFound(words("There is no such dispute."))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        finding = {"yes": True, "no": False}.get(request.POST.get("was_wrong", ""))
        try:
            if finding is None:
                wrong = {"was_wrong": _("Say whether the reading was wrong.")}
            else:
                answer_dispute(dispute_id, answer=request.POST.get("text", ""), was_wrong=finding, actor=actor)
                return done(request, _("Answered. The owner reads it beside the reading."), reverse("work_disputes"))
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except (Conflict, Forbidden) as refused:
            return refuse_to(request, refused, reverse("work_disputes"))
    choices = [
        Choice("no", _("The reading was right"), _("It was needed for the work at hand.")),
        Choice("yes", _("The reading was wrong"), _("There was no work that needed it; the head of the unit must act.")),
    ]
    fields = [
        Field(
            "was_wrong",
            _("What did you find?"),
            "radios",
            request.POST.get("was_wrong", ""),
            choices=choices,
            error=wrong.get("was_wrong", ""),
        ),
        Field("text", _("Answer to the owner"), "textarea", request.POST.get("text", ""), error=wrong.get("text", "")),
    ]
    units = named_units({found.reading.unit_id} if found.reading.unit_id else set())
    context = {"one": found, "units": units, "fields": fields, "errors": error_links(fields)}
    return show(request, "workspace/dispute.html", context, section="work_disputes", status=422 if wrong else 200)
