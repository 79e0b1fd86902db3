"""The page on which photographs and scans of one paper are put together, for citizens and officials alike. Works without script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.channels.ui.identity import actor_of
from motcua.channels.ui.parts import Choice, ErrorLink, Field, error_links
from motcua.channels.ui.words import say_refusal
from motcua.kernel.errors import Forbidden, NotFound, Refusal
from motcua.onestop.digitisation.api import VERBS, Incoming, Place, add_pages, change_scan, keep_scan, open_scan, page_picture


@dataclass(frozen=True, slots=True)
class ScanForm:
    """What the page shows; `kept` is the name of the paper when it was kept just now."""

    context: dict[str, Any]
    status: int = 200
    kept: str = ""
    changed: bool = False


def scan_form(request: HttpRequest, place: Place, *, name: str, picture_base: str) -> ScanForm:
    """Do what was asked (add, turn, move, take away, keep) and give what the page shows then.

    Errors: `NotFound` and `Forbidden` for a place that is not the actor's.
    """
    actor = actor_of(request)
    verb, _dash, page = request.POST.get("viec", "add").partition("-")
    error = ""
    if request.method == "POST":
        try:
            if verb == "keep":
                paper = keep_scan(place, name=name, in_spite=request.POST.get("van_giu") == "yes", actor=actor)
                return ScanForm({}, kept=paper.name, changed=True)
            error = _changed(request, place, verb, page)
        except (NotFound, Forbidden):
            raise
        except Refusal as refusal:
            said = say_refusal(refusal)
            error = f"{said.message} {said.way_out}".strip()
        if not error:
            return ScanForm({}, changed=True)
    scan = open_scan(place, actor)
    add = _add_field(error if verb != "keep" else "", again=bool(scan and scan.pages))
    spite = _spite_field(error if verb == "keep" else "") if scan and scan.unclear else None
    fields = [one for one in (add, spite) if one]
    loose = [ErrorLink(error)] if error and verb == "keep" and spite is None else []
    pages = scan.pages if scan else ()
    context = {
        "scan": scan,
        "rows": [{"page": one, "src": f"{picture_base}{one.id}/", "said": [_(text) for text in one.warnings]} for one in pages],
        "add": add,
        "spite": spite,
        "errors": [*error_links(fields), *loose],
        "name": name,
    }
    return ScanForm(context, status=422 if error else 200)


def scan_picture(request: HttpRequest, page: int) -> HttpResponse:
    """The prepared page as a picture, for the one who scans it."""
    response = HttpResponse(page_picture(page, actor_of(request)), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response


def _changed(request: HttpRequest, place: Place, verb: str, page: str) -> str:
    """Add the files, or change one page; returns what is wrong."""
    actor = actor_of(request)
    if verb in VERBS:
        change_scan(place, verb, int(page) if page.isascii() and page.isdigit() and len(page) < 18 else 0, actor=actor)
        return ""
    files = [*request.FILES.getlist("tep"), *request.FILES.getlist("may_anh")]
    if not files:
        return _("Choose photographs or a scanned file, or take a photograph.")
    add_pages(place, [Incoming(one.name or "", cast(BinaryIO, one.file)) for one in files], actor=actor)
    return ""


def _add_field(error: str, *, again: bool) -> Field:
    label = _("Add more pages") if again else _("Photographs or a scanned file")
    hint = _("JPG, PNG or PDF. Choose all pages at once; their order can be changed afterwards.")
    return Field("tep", label, "file", hint=hint, error=error, accept=".jpg,.jpeg,.png,.pdf", multiple=True, required=not again)


def _spite_field(error: str) -> Field:
    choices: Sequence[Choice] = [Choice("yes", _("Keep the pages as they are; I can read them"))]
    return Field("van_giu", _("Pages that may be hard to read"), "checkboxes", choices=choices, error=error)
