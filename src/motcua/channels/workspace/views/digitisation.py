"""Papers become digital: scan them at the desk, check and sign them, approve them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Field, actor_of, error_links, guarded, scan_form, scan_picture
from motcua.channels.workspace.digital_facts import facts_fields, facts_posted, record_of
from motcua.channels.workspace.dossier_sheet import purpose_of
from motcua.channels.workspace.file_replies import file_reply
from motcua.channels.workspace.page import done, errors_of, refuse_to, show
from motcua.channels.workspace.views.dossier import note_reading
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.onestop.digitisation.api import (
    DigitalPaper,
    Place,
    decide_digital_paper,
    digitise_paper,
    order_recognition,
    own_duties,
    paper_to_digitise,
    papers_to_approve,
    recognition_of,
    search_papers,
    shares,
    standing_of,
    waiting_papers,
)
from motcua.onestop.dossiers.api import Dossier, components_asked, dossier_file


@guarded("dossier.scan")
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, code: str, component: str) -> HttpResponse:
    """Put the pages of one paper together."""
    actor = actor_of(request)
    file = dossier_file(code, purpose=purpose_of(actor), actor=actor)
    parts = components_asked(file.case, file.dossier.answers, file.dossier.acting)
    part = next((one for one in parts if one.key == component and one.kind == "upload"), None)
    if part is None:
        raise NotFound(words("This procedure asks for no such paper."))
    name = part.in_language(get_language() or "vi")
    form = scan_form(request, Place.at_office(code, component), name=name, picture_base="/lam-viec/trang-quet/")
    back = reverse("work_dossier", args=[code])
    if form.kept:
        return done(request, _("“%(name)s” is in the dossier now.") % {"name": form.kept}, back)
    if form.changed:
        return HttpResponseRedirect(request.path)
    context = {**form.context, "dossier": file.dossier, "back": back}
    return show(request, "workspace/scan.html", context, section="work_dossiers", status=form.status)


@guarded("dossier.scan")
@require_GET
def page_picture(request: HttpRequest, page: int) -> HttpResponse:
    """A prepared page of one's own scan."""
    return scan_picture(request, page)


@guarded("digitisation.read")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Papers that wait to be digitised, and digital papers that wait for a head."""
    actor = actor_of(request)
    decides = may(actor, "digitisation.approve")
    context = {
        "papers": waiting_papers(actor),
        "drafts": papers_to_approve(actor) if decides else [],
        "decides": decides,
        "duties": own_duties(actor, on=clock.today()),
        "shares": shares(actor, on=clock.today()),
    }
    return show(request, "workspace/digitisation.html", context, section="work_digitisation")


@guarded("digitisation.read")
@require_GET
def of_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Every component of a dossier: on paper, waiting, digitised or reused; and a search in what was read."""
    actor = actor_of(request)
    standing = standing_of(code, actor)
    if standing is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    note_reading(standing.dossier, actor)
    asked = request.GET.get("tim", "").strip()[:100]
    context = {
        "standing": standing,
        "dossier": standing.dossier,
        "asked": asked,
        "hits": search_papers(code, asked, actor) if asked else [],
        "find": Field("tim", _("Search in the papers"), "search", asked, required=False, hint=_("Accents may be left out.")),
        "may_scan": may(actor, "dossier.scan"),
        "may_digitise": may(actor, "digitisation.digitise"),
    }
    return show(request, "workspace/dossier_digital.html", context, section="work_digitisation")


@guarded("digitisation.digitise")
@require_http_methods(["GET", "POST"])
def digitise(request: HttpRequest, code: str, paper_id: int) -> HttpResponse:
    """Compare the picture with the paper, say what it is, sign it; or have its text read first."""
    actor = actor_of(request)
    back = reverse("work_dossier_digital", args=[code])
    try:
        paper, dossier = paper_to_digitise(paper_id, actor)
        if dossier.code != code:
            raise NotFound(words("There is no such paper that you may see."))
        if request.POST.get("doc") == "yes":
            order_recognition(paper.pk, actor=actor)
            return done(request, _("The text is being read. Open this page again in a moment."), request.path)
        wrong: dict[str, str] = {}
        if request.method == "POST":
            posted = facts_posted(request.POST)
            if posted.errors:
                wrong = posted.errors
            else:
                digitise_paper(paper.pk, posted.facts, compared=request.POST.get("compared") == "yes", actor=actor)
                return done(request, _("Signed. The digital paper waits for the head."), back)
    except InvalidInput as refused:
        wrong = errors_of(refused)[0]
    except Conflict as refused:
        return refuse_to(request, refused, back)
    note_reading(dossier, actor)
    fields = facts_fields(request.POST or None, paper, dossier, wrong)
    context = {
        "paper": paper,
        "dossier": dossier,
        "fields": fields,
        "errors": error_links(fields),
        "recognition": recognition_of(paper),
        "picture": paper.file.media_type.startswith("image/"),
        "back": back,
        "file": reverse("work_paper", args=[code, paper.pk]),
    }
    return show(request, "workspace/digitise.html", context, section="work_digitisation", status=422 if wrong else 200)


@guarded("digitisation.approve")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, digital: int) -> HttpResponse:
    """The head approves a digital paper, or sends it back with a reason."""
    actor = actor_of(request)
    found = next((one for one in papers_to_approve(actor) if one.pk == digital), None)
    if found is None:
        raise NotFound(words("There is no such paper that you may see."))
    error, back = "", reverse("work_digitisation")
    if request.method == "POST":
        approved = request.POST.get("decision") == "approve"
        try:
            decide_digital_paper(digital, approved=approved, reason=request.POST.get("reason", ""), actor=actor)
            return done(request, _("Approved.") if approved else _("Sent back."), back)
        except InvalidInput as refused:
            error = errors_of(refused)[0].get("reason", "")
        except Conflict as refused:
            return refuse_to(request, refused, back)
    note_reading(found.dossier, actor)
    hint = _("Needed when you send it back.")
    reason = Field("reason", _("Reason"), "textarea", request.POST.get("reason", ""), required=False, hint=hint, error=error)
    context = {"one": found, "record": record_of(found), "reason": reason, "errors": error_links([reason]), "back": back}
    return show(request, "workspace/digital_decide.html", context, section="work_digitisation", status=422 if error else 200)


@guarded("digitisation.read")
@require_GET
@xframe_options_sameorigin
def digital_file(request: HttpRequest, code: str, paper_id: int) -> HttpResponse:
    """The signed file of a digital paper; the reading is logged."""
    actor = actor_of(request)
    dossiers = Dossier.objects.visible_to(actor)
    found = (
        DigitalPaper.objects.filter(paper_id=paper_id, dossier__code=code, dossier__in=dossiers).select_related("dossier", "file").first()
    )
    if found is None:
        raise NotFound(words("There is no such paper that you may see."))
    note_reading(found.dossier, actor)
    return file_reply(found.file, found.file.name)
