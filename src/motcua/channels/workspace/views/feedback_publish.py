"""Publish a feedback: look at every piece that was found, add what was missed, look at the result, then publish."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.files.api import read_bytes
from motcua.channels.ui.api import ErrorLink, Field, actor_of, guarded
from motcua.channels.workspace.file_replies import bytes_reply, file_reply
from motcua.channels.workspace.page import done, errors_of, refuse_to, show
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, words
from motcua.onestop.feedback.api import (
    FeedbackSheet,
    Found,
    Marks,
    answer_for,
    answer_pdf,
    attachment_for,
    feedback_sheet,
    known_of,
    proposed,
    publish_feedback,
    struck,
    texts_of,
)

_MOST_OWN = 40


@guarded("feedback.publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """The editor: ticks for what was found, lines for what else to strike, a preview, then publication. Works without script."""
    actor = actor_of(request)
    sheet = feedback_sheet(code, actor=actor)
    back = reverse("work_feedback_one", args=[code])
    if "publish" not in sheet.acts:
        gone = Conflict(words("This cannot be done now, or not by you."), way_out=words("See below who acted and what can be done now."))
        return refuse_to(request, gone, back)
    found = _found(sheet)
    marks = _marks(request, found)
    wrong: dict[str, str] = {}
    links: list[ErrorLink] = []
    if request.method == "POST" and "publish" in request.POST:
        try:
            publish_feedback(code, marks, actor=actor)
        except InvalidInput as refused:
            wrong, links = errors_of(refused)
        except (Conflict, Forbidden) as late:
            return refuse_to(request, late, back)
        else:
            return done(request, _("Published. Everybody can read it now."), back)
    context = {**_editor(sheet, found, marks, wrong), "errors": links, "standing": "standing" in wrong}
    return show(request, "workspace/feedback_publish.html", context, section="work_feedback", status=422 if wrong else 200)


@guarded("feedback.read")
@require_GET
@xframe_options_sameorigin
def attachment(request: HttpRequest, code: str, attachment: int) -> HttpResponse:
    """A file of the sender; the reading is written down."""
    found = attachment_for(code, attachment, actor=actor_of(request))
    return file_reply(found.file, found.name)


@guarded("feedback.read")
@require_GET
@xframe_options_sameorigin
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The answer as PDF: the signed one, before that the draft, which says so."""
    found = answer_for(code, actor=actor_of(request))
    pdf = read_bytes(found.file) if found.file else answer_pdf(found)
    return bytes_reply(pdf, "application/pdf", f"{code}-tra-loi.pdf")


def _found(sheet: FeedbackSheet) -> list[Found]:
    known = known_of(sheet.feedback)
    return [one for part, text in texts_of(sheet.feedback).items() for one in proposed(part, text, known)]


def _marks(request: HttpRequest, found: list[Found]) -> Marks:
    if request.method != "POST":
        return Marks(kept=[one.key for one in found])
    own = [line.strip() for line in request.POST.get("own", "").splitlines() if line.strip()][:_MOST_OWN]
    pictures = [int(text) for text in request.POST.getlist("pictures") if text.isascii() and text.isdigit() and len(text) < 18]
    return Marks(request.POST.getlist("marks"), own, pictures, standing_is_meant=request.POST.get("standing") == "true")


def _editor(sheet: FeedbackSheet, found: list[Found], marks: Marks, wrong: dict[str, str]) -> dict[str, object]:
    kept = set(marks.kept)
    return {
        "sheet": sheet,
        "feedback": sheet.feedback,
        "found": [(one, one.key in kept, _(one.kind)) for one in found],
        "preview": struck(sheet.feedback, marks),
        "own": Field(
            "own", _("Strike out besides"), "textarea", "\n".join(marks.own), required=False,
            hint=_("One piece of text a line, as it is written; every place of it is struck out."),
        ),
        "pictures": [(one, one.pk in set(marks.pictures)) for one in sheet.attachments if one.file.media_type.startswith("image/")],
        "meant": Field("standing", _("I have looked at it: this is meant to stand in public"), "checkbox", error=wrong.get("standing", "")),
    }  # fmt: skip
