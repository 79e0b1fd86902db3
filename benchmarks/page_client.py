"""Ask for pages in this process, as the server would, and tell how long each took and how much it weighs.

python -m benchmarks.page_client ROUNDS
"""

import gzip
import json
import os
import sys
import time
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from django.db import connection  # noqa: E402 -- Django must be set up first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from motcua.blocks.accounts.api import Account  # noqa: E402
from motcua.onestop.catalogue.api import form_of  # noqa: E402
from motcua.onestop.dossiers.api import Dossier, Draft  # noqa: E402


@dataclass(frozen=True)
class Asked:
    """A page, who asks for it and at which address."""

    page: str
    who: str
    address: str


def pages() -> list[Asked]:
    """What is measured; a found dossier and draft stand for all."""
    found = Dossier.objects.filter(owner__citizen_id="038185004217").latest("id").code
    kept = Draft.objects.latest("id")
    draft, step = kept.key, form_of(kept.version_id).pages(kept.answers)[0].id
    citizen = "eid-038185004217"
    return [
        Asked("portal start", "", "/"),
        Asked("search, no diacritics", "", "/tim/?q=trich+luc+khai+sinh"),
        Asked("procedure", "", "/thu-tuc/2.000635/"),
        Asked("form step", citizen, f"/nhap/{draft}/trang/{step}/"),
        Asked("check answers", citizen, f"/nhap/{draft}/kiem-tra/"),
        Asked("my dossiers", citizen, "/ho-so-cua-toi/"),
        Asked("tracking", citizen, f"/ho-so/{found}/"),
        Asked("inbox", "dienbien.tuphap", "/lam-viec/"),
        Asked("dossier, inside", "dienbien.tuphap", f"/lam-viec/ho-so/{found}/"),
        Asked("find by name", "dienbien.motcua", "/lam-viec/ho-so/?q=nguyen+van+an"),
        Asked("daily register", "dienbien.motcua", "/lam-viec/so-theo-doi/"),
        Asked("figures", "dienbien.chutich", "/lam-viec/chi-so/"),
        Asked("figures of the province", "kiemsoat.tinh", "/lam-viec/chi-so/"),
    ]


def client_of(who: str) -> Client:
    """A browser in which this person is logged in."""
    client = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_LANGUAGE="vi")
    if who:
        request = client.get("/").wsgi_request
        request.session = client.session
        import_string("motcua.blocks.accounts.api.open_session")(request, Account.objects.get(username=who), assurance=2)
        request.session.save()
        client.cookies["sessionid"] = request.session.session_key
    return client


def measure(asked: Asked, rounds: int) -> dict[str, object]:
    """Ask `rounds` times after three that are not counted."""
    client = client_of(asked.who)
    took = []
    for number in range(rounds + 3):
        started = time.perf_counter()
        reply = client.get(asked.address)
        if number >= 3:
            took.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(asked.address)
    body = reply.content
    return {
        "page": asked.page,
        "status": reply.status_code,
        "took": took,
        "statements": len(queries),
        "raw": len(body),
        "gzip": len(gzip.compress(body, 6)),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps([measure(asked, int(sys.argv[1])) for asked in pages()]))
