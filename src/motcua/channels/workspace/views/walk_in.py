"""A person stands at the counter: from the choice of procedure to the receipt slip, on one page."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.channels.ui.api import ErrorLink, actor_of, guarded, say, say_field
from motcua.channels.ui.areas import Areas
from motcua.channels.workspace.acting_sheet import ActingSheet
from motcua.channels.workspace.brought_in import BroughtIn
from motcua.channels.workspace.counter import Counter, with_superior
from motcua.channels.workspace.page import number_in, show
from motcua.channels.workspace.person_sheet import PersonSheet
from motcua.channels.workspace.units import desks_of
from motcua.channels.workspace.vault_at_counter import chosen_papers, offered_papers
from motcua.channels.workspace.views.dossier import note_reading
from motcua.channels.workspace.walk_in_sheet import Answers, handed_in, read_papers
from motcua.ground.directory.api import bodies_performing
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, Refusal, words
from motcua.onestop.catalogue.api import (
    choose_case,
    content_of,
    fees_for,
    form_of,
    search_procedures,
    version_in_force,
)
from motcua.onestop.desk.api import applicant, take_in
from motcua.onestop.dossiers.api import Dossier, WalkIn, components_asked, prefill_sources


@guarded("desk.take_in")
@require_GET
def choose_procedure(request: HttpRequest) -> HttpResponse:
    """Find the procedure by a word of its name or its code; the ticket of the queue goes along."""
    text = request.GET.get("tim", "").strip()
    found = search_procedures(text)[:60]
    return show(
        request,
        "workspace/choose_procedure.html",
        {"text": text, "found": found, "ticket": number_in(request, "so"), "envelope": number_in(request, "buu-gui")},
        section="work_walk_in",
    )


@guarded("desk.take_in")
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest, code: str) -> HttpResponse:
    """The page of the counter; every button sends the whole page, and nothing typed is lost."""
    page = _read(request, code)
    brought = BroughtIn.read(request, page.actor)
    wish = request.POST.get("do", "refresh") if request.method == "POST" else ""
    if not wish and (person := brought.person()) is not None:
        page.owner = person
        _look_up(page)
    if wish == "take_in":
        dossier = _take_in(page)
        if dossier is not None:
            brought.done(dossier.code, page.actor)
            return HttpResponseRedirect(reverse("work_taken_in", args=[dossier.code]))
    elif wish == "look_up":
        _look_up(page)
    elif wish == "send_code":
        page.party = page.owner.known(page.actor)
        page.sheet.send_code(_key(request), page.party, page.actor)
    elif wish:
        page.party = page.owner.known(page.actor)
    return show(request, "workspace/walk_in.html", _shown(page), section="work_walk_in", status=422 if page.errors else 200)


@guarded("desk.take_in")
@require_GET
def taken_in(request: HttpRequest, code: str) -> HttpResponse:
    """What the person takes home: the slip, the code and the day of the result."""
    actor = actor_of(request)
    dossiers = Dossier.objects.visible_to(actor).select_related("procedure", "competent")
    dossier = dossiers.filter(code=code).first()
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    note_reading(dossier, actor, "intake")
    return show(
        request, "workspace/taken_in.html", {"dossier": dossier, "slip": dossier.slips.filter(form="01").first()}, section="work_walk_in"
    )


def _read(request: HttpRequest, code: str) -> Counter:
    actor = actor_of(request)
    version = version_in_force(code, clock.today())
    content, form, areas = content_of(version.pk), form_of(version.pk), Areas()
    posted = {name: request.POST.getlist(name) for name in request.POST}
    answers = Answers.read(form, posted, areas) if request.method == "POST" else Answers.of(form, {}, areas)
    papers, wrong = read_papers(request, choose_case(content, answers.values), answers.values, actor)
    bodies = bodies_performing(content.performed_by.body).select_related("parent")
    return Counter(
        request=request,
        actor=actor,
        version=version,
        content=content,
        owner=PersonSheet.read("p_", posted),
        submitter=PersonSheet.read("s_", posted),
        answers=answers,
        papers=papers,
        sheet=ActingSheet.read(request),
        desks=desks_of(actor, "desk.take_in"),
        bodies=list(bodies),
        errors=wrong,
    )


def _look_up(page: Counter) -> None:
    """Fetch the person; blank answers are filled with what the registers know."""
    page.party = page.owner.known(page.actor)
    if page.party is not None:
        page.answers = page.answers.filled(page.answers.form.prefill(prefill_sources(page.party)))
    elif page.owner.number:
        page.said = _("Nobody with this number is known here yet. Enter the particulars once.")


def _take_in(page: Counter) -> Dossier | None:
    """Enter and receive; None when something is wrong, which the page then tells."""
    owner, page.person_errors = _party(page.owner, page.actor)
    submitter, page.submitter_errors = _party(page.submitter, page.actor) if not page.submitter.is_blank else (None, [])
    page.party = owner
    desk, body = page.chosen("desk", page.desks), page.body()
    if body is None:
        page.errors = [*page.errors, FieldError("competent", words("Choose the unit that decides on the dossier."))]
    consent = page.sheet.consent(page.request, _key(page.request), owner, page.actor) if owner is not None else None
    page.errors = [*page.sheet.errors, *page.errors]
    held, gone = chosen_papers(page, owner) if owner is not None else ([], [])
    page.errors = [*gone, *page.person_errors, *page.submitter_errors, *page.answers.errors, *page.missing(), *page.errors]
    if page.errors or owner is None or desk is None or body is None:
        return None
    collected = page.due_now if "fee_collected" in page.request.POST else 0
    entry = WalkIn(
        key=_key(page.request),
        procedure_code=page.content.code,
        competent_id=body.pk,
        receiver_id=desk.pk,
        owner=owner,
        answers=page.answers.values,
        papers=[*handed_in(page.papers, but={paper.component_key for paper in held}), *held],
        channel=page.channel,
        submitter=submitter,
        acting=page.sheet.acting,
        messages_to=page.sheet.messages_to,
        consent=consent,
        fee_collected=collected,
        return_desk_id=page.return_desk.pk if page.return_desk else None,
    )
    try:
        return take_in(entry, actor=page.actor)
    except InvalidInput as refused:
        page.errors = [*refused.fields]
        page.said = " ".join(part for part in (say(refused.message, refused.params), say(refused.way_out, refused.params)) if part)
        return None


def _party(sheet: PersonSheet, actor: Actor) -> tuple[Party | None, list[FieldError]]:
    given, errors = sheet.particulars()
    if errors:
        return None, errors
    try:
        return applicant(given, actor=actor), []
    except Refusal as refused:
        return None, [*refused.fields] or [FieldError("number", refused.message, refused.params)]


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _shown(page: Counter) -> dict[str, Any]:
    values = page.answers.values
    case = choose_case(page.content, values)
    taking = page.request.POST.get("do") == "take_in"
    form_errors = page.errors if taking else ()
    competent, body = page.competent(), page.body()
    paper_errors = {one.field.removeprefix("paper."): say_field(one) for one in page.errors if one.field.startswith("paper.")}
    return {
        "content": page.content,
        "case": case,
        "key": _key(page.request),
        "owner_number": page.owner.number_field(page.person_errors),
        "owner_fields": page.owner.fields(page.person_errors),
        "submitter_number": page.submitter.number_field(page.submitter_errors),
        "submitter_fields": page.submitter.fields(page.submitter_errors),
        "submitter_open": not page.submitter.is_blank,
        "sheet": page.sheet,
        "acting_fields": page.sheet.fields(page.errors),
        "consent_code": page.sheet.code_field(page.errors),
        "party": page.party,
        "is_new": page.party is None and (bool(page.said) or bool(page.owner.typed.get("full_name")) or bool(page.person_errors)),
        "said": page.said,
        "sections": page.answers.sections(form_errors, page.request.POST.get("_add_row", "")),
        "components": [
            (part, page.papers[part.key], paper_errors.get(part.key, "")) for part in components_asked(case, values, page.sheet.acting)
        ],
        "offers": offered_papers(page),
        "fees": [
            (fee.label(get_language() or "vi"), fee.amount, fee.exempt_reason(get_language() or "vi"))
            for fee in fees_for(page.content, case, values, page.channel)
        ],
        "due_now": page.due_now,
        "collected": "fee_collected" in page.request.POST,
        "desks": page.desks,
        "desk": page.chosen("desk", page.desks),
        "deciding": " ".join(sorted(page.deciding())),
        "competent": [(unit, with_superior(unit)) for unit in competent],
        "competent_typed": page.request.POST.get("competent", "") if body is None else with_superior(body),
        "body": body,
        "takes_for_others": page.takes_for_others,
        "return_at": page.request.POST.get("return_at", ""),
        "by_post": page.channel == Dossier.Channel.POST,
        "errors": _links(page) if taking or page.errors else [],
    }


def _links(page: Counter) -> list[ErrorLink]:
    """Everything wrong, each a link to its field."""
    owner = [ErrorLink(say_field(one), f"id_{_person_id('p_', one.field)}") for one in page.person_errors]
    submitter = [ErrorLink(say_field(one), f"id_{_person_id('s_', one.field)}") for one in page.submitter_errors]
    told = {id(one) for one in (*page.person_errors, *page.submitter_errors)}
    rest = [ErrorLink(say_field(one), "id_" + _field_id(one.field)) for one in page.errors if id(one) not in told]
    found = [*owner, *submitter, *rest]
    return found or ([ErrorLink(page.said)] if page.said else [])


def _field_id(name: str) -> str:
    return {"consent": "consent_code", "submitter": "acting"}.get(name, name.replace("paper.", "seen."))


def _person_id(prefix: str, name: str) -> str:
    if name == "birth_date":
        return f"{prefix}birth_date-day"
    return prefix + {"citizen_id": "number", "tax_code": "number", "kind": "number"}.get(name, name)
