"""Archives: order one, fetch it, and check one that somebody was given."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.portal.downloads import file_response
from motcua.channels.portal.vault_words import owner_in, vault_links, with_owner
from motcua.channels.portal.verdicts import verdict_in_words
from motcua.channels.ui.api import Field, actor_of, citizen_only, error_links, public, say_refusal
from motcua.kernel.errors import Refusal
from motcua.onestop.vault.api import KEPT_DAYS, ArchiveVerdict, export_of, my_exports, order_export, verify_archive

_MOST_BYTES = 320 * 1024 * 1024


@citizen_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest) -> HttpResponse:
    """The archives ordered so far and how far they are; a button orders one of everything that is not hidden."""
    actor, owner = actor_of(request), owner_in(request)
    if request.method == "POST":
        try:
            order_export(owner_id=owner, actor=actor)
        except Refusal as refusal:
            said = say_refusal(refusal)
            messages.error(request, f"{said.message} {said.way_out}".strip())
        return HttpResponseRedirect(with_owner("/kho/goi/", owner))
    found = my_exports(actor, owner_id=owner)
    context = {
        "rows": found,
        "waiting": any(one.finished_at is None for one in found),
        "days": KEPT_DAYS,
        "owner": owner,
        "tabs": vault_links(owner, "/kho/goi/"),
        "section": "vault",
    }
    return render(request, "portal/vault_archives.html", context)


@citizen_only
@require_safe
def archive(request: HttpRequest, archive: UUID) -> HttpResponse:
    """The archive itself."""
    export = export_of(archive, actor_of(request))
    if export.file is None:
        return HttpResponseRedirect("/kho/goi/")
    return file_response(export.file, export.file.name)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_archive(request: HttpRequest) -> HttpResponse:
    """Whether an archive is whole, and what was changed in it."""
    verdict: ArchiveVerdict | None = None
    error, name = "", ""
    upload = request.FILES.get("tep")
    if request.method == "POST":
        if upload is None:
            error = _("Choose the archive (a ZIP file) you want to check.")
        elif (upload.size or 0) > _MOST_BYTES:
            error = _("This file is larger than any archive made here.")
        else:
            verdict, name = verify_archive(cast(BinaryIO, upload.file)), upload.name or ""
    hint = _("The file is checked and not kept.")
    field = Field("tep", _("The archive"), "file", accept=".zip", error=error, hint=hint)
    context = {
        "field": field,
        "errors": error_links([field]),
        "verdict": verdict,
        "sentence": gettext(verdict.sentence) if verdict else "",
        "tone": {"green": "good", "yellow": "wait", "red": "bad"}[verdict.level] if verdict else "",
        "findings": [(one.file, gettext(one.sentence)) for one in verdict.findings[:50]] if verdict else [],
        "signed": verdict_in_words(verdict.signed, known=False) if verdict and verdict.signed else None,
        "name": name,
        "section": "verify",
    }
    return render(request, "portal/vault_check.html", context, status=422 if error else 200)
