"""An Idempotency-Key makes it safe to send a POST again: the first reply is kept with the deed, in one transaction."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext, override

from motcua.channels.public_api.jobs import KEPT_FOR
from motcua.channels.public_api.models import KeptReply
from motcua.channels.public_api.problems import language_of, problem
from motcua.kernel import clock

HEADER = "Idempotency-Key"
_LONGEST = 255
View = Callable[..., HttpResponse]


def answer_once(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Answer a request that carries a key: a success is kept for a day; a refusal changes nothing and is not kept."""
    key, holder = request.headers[HEADER], sha256(request.headers.get("Authorization", "").encode()).hexdigest()
    if not 0 < len(key) <= _LONGEST or not key.isprintable():
        return _problem(request, 400, "bad_idempotency_key", gettext("An Idempotency-Key has 1 to 255 printable signs."))
    try:
        fingerprint = _fingerprint(request)
    except RequestDataTooBig:
        return _problem(request, 413, "too_big", gettext("The request is too big."))
    except (SuspiciousOperation, MultiPartParserError):
        return _problem(request, 400, "bad_request", gettext("The request cannot be read."))
    try:
        with transaction.atomic():
            KeptReply.objects.filter(holder=holder, key=key, made_at__lt=clock.real_now() - KEPT_FOR).delete()
            kept = KeptReply.objects.create(holder=holder, key=key, fingerprint=fingerprint, made_at=clock.real_now())
            response = view(request, *args, **kwargs)
            if not 200 <= response.status_code < 300 or response.streaming:
                transaction.set_rollback(True)
            else:
                kept.status, kept.body = response.status_code, response.content.decode()
                kept.media_type = response.headers.get("Content-Type", "")
                kept.save(update_fields=["status", "body", "media_type"])
    except IntegrityError:
        return _again(request, holder, key, fingerprint)
    return response


def _again(request: HttpRequest, holder: str, key: str, fingerprint: str) -> HttpResponse:
    kept = KeptReply.objects.filter(holder=holder, key=key).first()
    if kept is None or kept.status is None:
        return _problem(request, 409, "still_working", gettext("The first request with this key is still being answered."))
    if kept.fingerprint != fingerprint:
        return _problem(request, 422, "key_reused", gettext("This Idempotency-Key was used for another request."))
    return HttpResponse(kept.body, status=kept.status, content_type=kept.media_type, headers={"Idempotency-Replayed": "true"})


def _fingerprint(request: HttpRequest) -> str:
    seen = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(request.POST.lists()):
            seen.update(repr((name, values)).encode())
        for name, files in sorted(request.FILES.lists()):
            for one in files:
                seen.update(repr((name, one.name, _digest(one))).encode())
    else:
        seen.update(request.body)
    return seen.hexdigest()


def _digest(upload: "UploadedFile[Any]") -> str:
    seen = sha256()
    for chunk in upload.chunks():
        seen.update(chunk)
    upload.seek(0)
    return seen.hexdigest()


def _problem(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    with override(language_of(request)):
        return problem(status, code, gettext(detail))
