"""Reconciliation: days of each gateway, exceptions with their ways out, sign-off."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, guarded, say
from motcua.channels.workspace.page import Question, address_with, ask_first, done, errors_of, is_confirmed, number_in, refuse_to, show
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, Refusal, words
from motcua.onestop.payments.api import (
    KIND_WORDS,
    STATUS_WORDS,
    WAY_WORDS,
    WAYS,
    Mismatch,
    Settlement,
    load_settlement,
    mismatches_of,
    reconcile,
    resolve_mismatch,
    settlements,
    sign_off,
)
from motcua.onestop.payments.ports import partners

_DAYS = 60


@guarded("payment.reconcile")
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """The last days, and a form to take in one more."""
    context = {
        "rows": [(one, _name(one.gateway), _open(one)) for one in settlements()[:_DAYS]],
        "gateways": [(key, _name(key)) for key in partners()],
        "day": clock.today() - timedelta(days=1),
    }
    return show(request, "workspace/reconciliation.html", context, section="work_reconciliation")


@guarded("payment.reconcile")
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Fetch the files of a day and compare them at once."""
    back = reverse("work_reconciliation")
    try:
        day = date.fromisoformat(request.POST.get("ngay", ""))
    except ValueError:
        return refuse_to(request, InvalidInput(words("Enter the day.")), back)
    try:
        loaded = load_settlement(request.POST.get("cong", ""), day, actor=actor_of(request))
        reconcile(loaded.pk, actor=actor_of(request))
    except (Conflict, NotFound) as refused:
        return refuse_to(request, refused, back)
    return done(request, _("Taken in and compared."), reverse("work_settlement", args=[loaded.pk]))


@guarded("payment.reconcile")
@require_http_methods(["GET", "POST"])
def settlement(request: HttpRequest, settlement: int) -> HttpResponse:
    """One day: counts by class, exceptions, compare again, sign off."""
    found = Settlement.objects.filter(pk=settlement).first()
    if found is None:
        raise NotFound(words("There is no such settlement."))
    address = reverse("work_settlement", args=[settlement])
    if request.method == "POST":
        return _act(request, found, address)
    page = mismatches_of(found, after=number_in(request, "sau"))
    context = {
        "settlement": found,
        "gateway": _name(found.gateway),
        "counts": [(say(KIND_WORDS[kind], {}), count, kind == "matched") for kind, count in sorted(found.counts.items())],
        "rows": [(one, say(KIND_WORDS[one.kind], {}), say(WAY_WORDS.get(one.way, ""), {}), *_statuses(one)) for one in page.rows],
        "open": _open(found),
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/settlement.html", context, section="work_reconciliation")


def _act(request: HttpRequest, found: Settlement, address: str) -> HttpResponse:
    try:
        if request.POST.get("do") == "compare":
            reconcile(found.pk, actor=actor_of(request))
            return done(request, _("Compared again."), address)
        if not is_confirmed(request):
            text = _("%(gateway)s, %(day)s: nothing of this day can be changed afterwards.")
            filled = text % {"gateway": _name(found.gateway), "day": f"{found.day:%d/%m/%Y}"}
            return ask_first(request, Question(_("Sign this day off?"), filled, _("Sign off"), address))
        sign_off(found.pk, actor=actor_of(request))
    except Refusal as refused:
        return refuse_to(request, refused, address)
    return done(request, _("Signed off."), address)


@guarded("payment.reconcile")
@require_http_methods(["GET", "POST"])
def mismatch(request: HttpRequest, mismatch: int) -> HttpResponse:
    """One exception: what each side says, and how it is resolved."""
    found = Mismatch.objects.select_related("settlement").filter(pk=mismatch).first()
    if found is None:
        raise NotFound(words("There is no such exception."))
    back = reverse("work_settlement", args=[found.settlement_id])
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            resolve_mismatch(mismatch, way=request.POST.get("way", ""), note=request.POST.get("note", ""), actor=actor_of(request))
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as refused:
            return refuse_to(request, refused, reverse("work_mismatch", args=[mismatch]))
        else:
            return done(request, _("Resolved."), back)
    ways = [Choice(way, say(WAY_WORDS[way], {})) for way in WAYS[found.kind]]
    fields = [
        Field("way", _("How is it resolved?"), "radios", request.POST.get("way", ""), choices=ways, error=wrong.get("way", "")),
        Field("note", _("What was found and done"), "textarea", request.POST.get("note", ""), error=wrong.get("note", "")),
    ]
    context = {
        "mismatch": found,
        "kind": say(KIND_WORDS[found.kind], {}),
        "gateway": _name(found.settlement.gateway),
        "way": say(WAY_WORDS.get(found.way, ""), {}),
        "our_status": _statuses(found)[0],
        "their_status": _statuses(found)[1],
        "fields": [] if found.resolved_at else fields,
        "errors": error_links(fields),
        "back": back,
    }
    return show(request, "workspace/mismatch.html", context, section="work_reconciliation", status=422 if wrong else 200)


def _statuses(found: Mismatch) -> tuple[str, str]:
    """What we and the partner say of it, in words."""
    ours, theirs = (say(STATUS_WORDS.get(one, one), {}) for one in (found.our_status, found.their_status))
    return ours, theirs


def _open(found: Settlement) -> int:
    return Mismatch.objects.filter(settlement=found, resolved_at__isnull=True).count()


def _name(key: str) -> str:
    known = partners().get(key)
    return known.name["en" if (get_language() or "vi").startswith("en") else "vi"] if known else key
