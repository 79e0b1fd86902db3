"""Devices take people in without network, then send everything over the pages of the offline desk; half of it is sent twice."""

import json
import os
import sys
from time import perf_counter
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- django first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.life_client import ANSWERS, EXTRACT, PLACES, open_office  # noqa: E402
from benchmarks.measure import say  # noqa: E402
from motcua.blocks.accounts.api import Account  # noqa: E402
from motcua.ground.directory.api import one_stop_of, unit_by_code  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.onestop.catalogue.api import form_of, version_in_force  # noqa: E402
from motcua.onestop.dossiers.api import Dossier, Slip  # noqa: E402

BATCH, A_DEVICE = 20, 200
BASE = "/lam-viec/ngoai-tuyen/"


def posted() -> dict[str, list[str]]:
    """The answers as the form would post them."""
    form = form_of(version_in_force(EXTRACT, clock.today()).pk)
    address = {"text": "Số 12 phố Đinh Lễ", "area": PLACES[0][0]}
    person = {"nyc_ho_ten": "Trần Văn Nam", "nyc_so_dinh_danh": "038085000001", "nyc_dien_thoai": "0912345678", "nyc_noi_cu_tru": address}
    known = {**ANSWERS, **person, "ho_ten": "Trần Văn Nam", "ngay_sinh": "1985-03-12"}
    return {name: texts for page in form.pages(known) for name, texts in form.posted(page.id, known).items()}


def device(client: Client, desk: int, number: int) -> dict[str, Any]:
    """A prepared device with its numbers of today."""
    wish = {"desk": desk, "device_name": f"máy {number}", "per_day": A_DEVICE, "days": 1}
    answer = client.post(BASE + "chuan-bi/", json.dumps(wish), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return dict(json.loads(answer.content))


def entries(pack: dict[str, Any], count: int, answers: dict[str, list[str]]) -> list[dict[str, Any]]:
    """What a device took in: one person a number."""
    sheet = {"procedure": EXTRACT, "version": 1, "posted": answers, "seen": ["giay_to_ho_tich_cu"], "fee": 8_000}
    made = []
    for place, number in enumerate(pack["numbers"][:count], 1):
        serial = int(number["serial"])
        person = {"number": f"038085{serial:06d}", "full_name": "Trần Văn Nam", "phone": "0912345678"}
        at = pack["prepared_at"]
        made.append({"key": str(uuid4()), "code": number["code"], "sequence": place, "at": at, "sheet": {**sheet, "person": person}})
    return made


def send(client: Client, pack: dict[str, Any], batch: list[dict[str, Any]], waiting: int) -> list[dict[str, Any]]:
    """One batch, as the page sends it."""
    whole = {"uid": pack["uid"], "device_key": pack["device_key"], "waiting": waiting, "entries": batch}
    whole["device_now"] = clock.now().isoformat()
    answer = client.post(BASE + "dong-bo/", json.dumps(whole), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return list(json.loads(answer.content)["entries"])


def main(count: int) -> None:
    """Send `count` entries, half of the batches twice; say how long it took and what it cost."""
    open_office()
    settings.ALLOWED_HOSTS = ["*"]
    client, place = Client(), PLACES[0]
    client.force_login(Account.objects.get(username=f"{place[1]}.motcua"), backend="django.contrib.auth.backends.ModelBackend")
    desk, answers = one_stop_of(unit_by_code(place[0])).pk, posted()
    packs = [device(client, desk, number) for number in range(1, -(-count // A_DEVICE) + 1)]
    work = [(pack, entries(pack, min(A_DEVICE, count - at * A_DEVICE), answers)) for at, pack in enumerate(packs)]
    taken: set[str] = set()
    statements = spent = again = 0.0
    for pack, all_of in work:
        for start in range(0, len(all_of), BATCH):
            batch = all_of[start : start + BATCH]
            begun = perf_counter()
            with CaptureQueriesContext(connection) as queries:
                told = send(client, pack, batch, len(all_of) - start)
            spent, statements = spent + perf_counter() - begun, statements + len(queries)
            assert all(one["state"] == "taken" for one in told), told[:2]
            taken |= {one["code"] for one in told}
            if start // BATCH % 2:
                begun = perf_counter()
                send(client, pack, batch, 0)
                again += perf_counter() - begun
    stored = Dossier.objects.count(), Slip.objects.filter(form="01").count()
    assert len(taken) == stored[0] == stored[1] == count, (len(taken), stored)
    say(json.dumps({"seconds": round(spent, 1), "again": round(again, 1), "statements": round(statements / count, 1)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
