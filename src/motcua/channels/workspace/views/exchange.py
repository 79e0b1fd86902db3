"""The exchange with the national portal, for administrators: how it stands, proof of delivery, both sides compared."""

from collections.abc import Callable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from motcua.channels.ui.api import Link, actor_of, guarded
from motcua.channels.workspace.page import Question, address_with, ask_first, done, is_confirmed, number_in, refuse_to, show
from motcua.channels.workspace.ports import exchange
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound

SECTION = "work_exchange"
SEE = "exchange.see"
RESEND = "exchange.resend"
_A_WEEK = timedelta(days=6)


@guarded(SEE)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """Counters by state, the line, and what could not be delivered."""
    actor = actor_of(request)
    context = {"standing": exchange().standing(actor), "troubled": exchange().troubled(actor), "tabs": _tabs("work_exchange")}
    return show(request, "workspace/exchange.html", context, section=SECTION)


@guarded(SEE)
@require_GET
def proof(request: HttpRequest) -> HttpResponse:
    """Everything told about one dossier, each message with the reply that proves its delivery."""
    code = request.GET.get("ma", "").strip().upper()
    try:
        found = exchange().proof(actor_of(request), code) if code else None
    except NotFound:
        found = None
    context = {"code": code, "proof": found, "tabs": _tabs("work_exchange_proof")}
    return show(request, "workspace/exchange_proof.html", context, section=SECTION)


@guarded(SEE)
@require_GET
def comparison(request: HttpRequest) -> HttpResponse:
    """The last comparisons, and the differences of one."""
    actor = actor_of(request)
    runs = exchange().runs(actor)
    chosen = number_in(request, "lan")
    run = next((one for one in runs if chosen in {None, one.pk}), None)
    today = clock.today()
    context = {
        "runs": runs,
        "run": run,
        "differences": exchange().differences(actor, run.pk) if run else [],
        "first": today - _A_WEEK,
        "last": today,
        "tabs": _tabs("work_exchange_comparison"),
    }
    return show(request, "workspace/exchange_comparison.html", context, section=SECTION)


@guarded(SEE)
@require_GET
def filings(request: HttpRequest) -> HttpResponse:
    """Dossiers filed at the national portal, and what became of them."""
    after = number_in(request, "sau")
    rows, following = exchange().filings(actor_of(request), after)
    context = {
        "rows": rows,
        "first": address_with(request, sau=None) if after else "",
        "next": address_with(request, sau=str(following)) if following else "",
        "tabs": _tabs("work_exchange_filings"),
    }
    return show(request, "workspace/exchange_filings.html", context, section=SECTION)


@guarded(SEE)
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Our published procedures beside the national list."""
    read_at, differences = exchange().catalogue(actor_of(request))
    context = {"read_at": read_at, "differences": differences, "tabs": _tabs("work_exchange_catalogue")}
    return show(request, "workspace/exchange_catalogue.html", context, section=SECTION)


@guarded(RESEND)
@require_POST
def resend(request: HttpRequest, message_id: int) -> HttpResponse:
    """Send one message again, made anew from the corrected records."""
    return _do(request, lambda: exchange().resend(actor_of(request), message_id), _("The message waits to be sent again."), "work_exchange")


@guarded(RESEND)
@require_POST
def resend_all(request: HttpRequest) -> HttpResponse:
    """Send all messages that are set aside again."""
    count = exchange().resend_all(actor_of(request))
    said = ngettext("%(count)s message waits to be sent again.", "%(count)s messages wait to be sent again.", count) % {"count": count}
    return done(request, said, reverse("work_exchange"))


@guarded(RESEND)
@require_POST
def dossier(request: HttpRequest) -> HttpResponse:
    """Tell one dossier as it is now, or everything told about it once more."""
    code, actor = request.POST.get("ma", ""), actor_of(request)
    address = f"{reverse('work_exchange_proof')}?ma={code}"
    if request.POST.get("lam") != "lai":
        return _do(request, lambda: exchange().resend_dossier(actor, code), _("The dossier waits to be sent as it is now."), address)
    if not is_confirmed(request):
        text = _("Everything told about %(code)s goes out again in its order. The portal counts each message once.") % {"code": code}
        return ask_first(request, Question(_("Send everything once more?"), text, _("Send everything once more"), address))
    return _do(request, lambda: exchange().replay(actor, code), _("Everything told about the dossier waits to be sent again."), address)


@guarded(RESEND)
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Order a comparison of some days."""
    first, last = _day(request.POST.get("tu", "")), _day(request.POST.get("den", ""))
    said = _("The comparison is ordered; it appears here when the portal has answered.")
    return _do(request, lambda: exchange().compare(actor_of(request), first, last), said, "work_exchange_comparison")


@guarded(RESEND)
@require_POST
def put_right(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Send the dossier of one difference."""
    said = _("The dossier waits to be sent as it is now.")
    return _do(request, lambda: exchange().resend_difference(actor_of(request), difference_id), said, "work_exchange_comparison")


@guarded(RESEND)
@require_POST
def put_all_right(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send every dossier on which the sides differ."""
    count = exchange().resend_differences(actor_of(request), run_id)
    said = ngettext("%(count)s dossier waits to be sent.", "%(count)s dossiers wait to be sent.", count) % {"count": count}
    return done(request, said, f"{reverse('work_exchange_comparison')}?lan={run_id}")


@guarded(RESEND)
@require_POST
def order_catalogue(request: HttpRequest) -> HttpResponse:
    """Read the national list, or enter procedures in it."""
    actor, codes = actor_of(request), request.POST.getlist("ma")
    if codes:
        exchange().publish(actor, codes)
        return done(request, _("The procedures are being entered in the national list."), reverse("work_exchange_catalogue"))
    exchange().read_list(actor)
    return done(request, _("The national list is being read."), reverse("work_exchange_catalogue"))


def _do(request: HttpRequest, deed: Callable[[], object], said: str, place: str) -> HttpResponse:
    address = place if place.startswith("/") else reverse(place)
    try:
        deed()
    except (NotFound, InvalidInput) as refused:
        return refuse_to(request, refused, address)
    return done(request, said, address)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tabs(current: str) -> list[Link]:
    named = (
        ("work_exchange", _("Messages")),
        ("work_exchange_proof", _("Proof of delivery")),
        ("work_exchange_comparison", _("Comparison")),
        ("work_exchange_filings", _("Filed at the national portal")),
        ("work_exchange_catalogue", _("Catalogue")),
    )
    return [Link(label, reverse(name), current=name == current) for name, label in named]
