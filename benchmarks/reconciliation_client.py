"""Fill one day on all sides, take the files in, compare, and say how long it took."""

import json
import os
import resource
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- django first
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.life_client import ANSWERS, EXTRACT, PLACES, open_office  # noqa: E402
from benchmarks.measure import say  # noqa: E402
from motcua.blocks.accounts.api import Account  # noqa: E402
from motcua.ground.directory.api import actor_for, unit_by_code  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.onestop.dossiers.api import Dossier, save_answers, start_draft, submit_dossier  # noqa: E402
from motcua.onestop.payments.api import FeeRequest, Transaction, load_settlement, reconcile  # noqa: E402

BATCH = 5000
PLANTED = 10  # of each: only us, only the gateway, another amount, not credited
AMOUNT = 8_000


def a_dossier() -> Dossier:
    """One dossier whose money all this is."""
    open_office()
    citizen = actor_for(Account.objects.get(username="eid-038185004217"), clock.now())
    draft = start_draft(EXTRACT, unit_id=unit_by_code(PLACES[0][0]).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    return submit_dossier(draft.key, actor=citizen)


def fill_ours(dossier: Dossier, count: int, at: datetime) -> None:
    """Requests that are paid, each by one online payment of the day."""
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        common = {"dossier": dossier, "when": "during", "collector_id": dossier.competent_id, "payee": "-", "items": [], "state": "paid"}
        requests = FeeRequest.objects.bulk_create(
            [FeeRequest(**common, notice=f"TB{number}", amount=AMOUNT, asked_at=at, paid_at=at) for number in numbers]
        )
        Transaction.objects.bulk_create(
            [
                Transaction(
                    request=request, means="online", gateway="paygov", reference=f"MCB{number:08d}", amount=AMOUNT, state="succeeded",
                    counts=True, payer_name="-", started_at=at, asked_about_at=at, paid_at=at, paid_on=at.date(),
                )
                for number, request in zip(numbers, requests, strict=True)
            ]
        )  # fmt: skip


def fill_theirs(count: int, at: datetime) -> None:
    """The gateway knows them all but a few, with another amount for a few, and some that we do not know."""
    rows = [
        ("paygov", f"MCB{number:08d}", AMOUNT + (1_000 if PLANTED <= number < 2 * PLANTED else 0), at.timestamp())
        for number in range(PLANTED, count)
    ]
    rows += [("paygov", f"MCX{number:08d}", AMOUNT, at.timestamp()) for number in range(PLANTED)]
    with sqlite3.connect(Path(settings.VAR) / "sandbox" / "payments.sqlite3") as till:
        till.executemany(
            "INSERT INTO payment (gateway, reference, amount, about, bill, shift, return_url, callback, status, at) "
            "VALUES (?, ?, ?, '', '', 0, '', '', 'paid', ?)",
            rows,
        )


def main() -> None:
    """Fill, load, compare, check what was found."""
    count = int(sys.argv[1])
    at = clock.now() - timedelta(days=1)
    fill_ours(a_dossier(), count, at)
    fill_theirs(count, at)
    began = perf_counter()
    loaded = load_settlement("paygov", at.date(), actor=SYSTEM)
    stored = perf_counter()
    with CaptureQueriesContext(connection) as captured:
        compared = reconcile(loaded.pk, actor=SYSTEM)
    done = perf_counter()
    wanted = {"matched": count - 2 * PLANTED, "only_us": PLANTED, "only_partner": PLANTED, "amount": PLANTED}
    if compared.counts != wanted:
        raise SystemExit(f"found {compared.counts} instead of {wanted}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = {"load": stored - began, "compare": done - stored, "counts": compared.counts, "statements": len(captured)}
    say(json.dumps({**report, "megabytes": megabytes}))


if __name__ == "__main__":
    main()
