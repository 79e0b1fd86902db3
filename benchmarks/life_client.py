"""One client leading whole lives of dossiers, through the actions or over the HTTP API; prints what each step cost as JSON.

    python -m benchmarks.life_client actions|api CLIENT SECONDS [URL]
    python -m benchmarks.life_client open                 what clients need once: a citizen, and tokens in MOTCUA_VAR/tokens.json
    python -m benchmarks.life_client jobs                 runs jobs that the lives left behind; prints how many and how long

The life: draft, answers, submission, reception, examination, approval, hand-over of an extract of the civil register (2.000635):
seven transactions. The signature, which a job makes, is noted by an untimed statement; `motcua bench signing` measures it.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

import httpx  # noqa: E402 -- Django must be set up first

from benchmarks.clock import Steps  # noqa: E402
from benchmarks.measure import wait_for_start  # noqa: E402
from motcua.blocks.accounts.api import Account, issue_token  # noqa: E402
from motcua.blocks.events.api import drain  # noqa: E402
from motcua.blocks.jobs.api import Job, run_pending  # noqa: E402
from motcua.blocks.permissions.api import declared  # noqa: E402
from motcua.blocks.workflow.api import open_tasks  # noqa: E402
from motcua.ground.directory.api import actor_for, unit_by_code  # noqa: E402
from motcua.ground.parties.api import party_from_claims  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.actor import SYSTEM, Actor  # noqa: E402
from motcua.onestop.dossiers.api import (  # noqa: E402
    Decision,
    Dossier,
    Result,
    complete_task,
    receive_dossier,
    return_result,
    save_answers,
    start_draft,
    submit_dossier,
)

EXTRACT = "2.000635"
CITIZEN = {"SoDinhDanh": "038185004217", "HoVaTen": "Nguyễn Thị Hoa", "NgayThangNamSinh": "1985-03-12", "GioiTinh": "Nữ", "loAs": "2"}
PLACES = (("14767", "dienbien"), ("15925", "hoangquang"))
POSTS = ("motcua", "tuphap", "chutich")
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 1,
    "mien_phi": "khong",
    "cam_doan": True,
}
FEE = 8_000  # of the one copy asked for
_LONG_ENOUGH = 60.0
Lead = Callable[[Steps], None]


def open_office() -> None:
    """A citizen who logged in, and a token for each who acts."""
    account, _ = Account.objects.get_or_create(
        username=f"eid-{CITIZEN['SoDinhDanh']}", defaults={"name": CITIZEN["HoVaTen"], "kind": Account.Kind.CITIZEN}
    )
    party_from_claims(CITIZEN, account=account)
    names = [account.username, *(f"{place}.{post}" for _, place in PLACES for post in POSTS)]
    tokens = {}
    for name in names:
        holder = Account.objects.get(username=name)
        issued = issue_token(actor=SYSTEM, account_id=holder.pk, name="bench", scopes=declared(), lasts=timedelta(days=1))
        tokens[name] = issued.secret
    _tokens().write_text(json.dumps(tokens))


def _tokens() -> Path:
    return Path(os.environ["MOTCUA_VAR"]) / "tokens.json"


def _actor(username: str) -> Actor:
    return actor_for(Account.objects.get(username=username), clock.now())


def _note_signature(code: str) -> None:
    Result.objects.filter(dossier__code=code).update(signed_at=clock.real_now())


def through_actions(client: int, _url: str) -> Lead:
    """Lives through the actions; the people are looked up once, as a session does."""
    code_of_place, place = PLACES[client % len(PLACES)]
    citizen = _actor(f"eid-{CITIZEN['SoDinhDanh']}")
    desk, clerk, chair = (_actor(f"{place}.{post}") for post in POSTS)
    unit_id = unit_by_code(code_of_place).pk

    def lead(steps: Steps) -> None:
        with steps.step("draft"):
            draft = start_draft(EXTRACT, unit_id=unit_id, actor=citizen)
        with steps.step("answers"):
            save_answers(draft.key, values=ANSWERS, actor=citizen)
        with steps.step("submit"):
            code = submit_dossier(draft.key, actor=citizen).code
        with steps.step("receive"):
            dossier = receive_dossier(code, fee_collected=FEE, actor=desk)
        for step, outcome, actor in (("examine", "propose", clerk), ("approve", "approved", chair)):
            task = open_tasks("dossier", dossier.pk)[0].pk
            with steps.step(step):
                complete_task(task, decision=Decision(outcome), actor=actor)
        _note_signature(code)
        with steps.step("return"):
            return_result(code, method="counter", received_by="Nguyễn Thị Hoa", actor=desk)

    return lead


def over_http(client: int, url: str) -> Lead:
    """Lives over the API, each step by the program of the one who may."""
    tokens = json.loads(_tokens().read_text())
    code_of_place, place = PLACES[client % len(PLACES)]
    machines = {
        name: httpx.Client(base_url=url, headers={"Authorization": f"Bearer {tokens[name]}"}, timeout=60)
        for name in (f"eid-{CITIZEN['SoDinhDanh']}", *(f"{place}.{post}" for post in POSTS))
    }
    citizen, desk, clerk, chair = machines.values()
    unit_id = unit_by_code(code_of_place).pk

    def ask(machine: httpx.Client, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        reply = machine.request(method, f"/api/v1{path}", json=body)
        if reply.is_error:
            raise RuntimeError(f"{method} {path}: {reply.status_code} {reply.text[:500]}")
        answer: dict[str, Any] = reply.json()
        return answer

    def lead(steps: Steps) -> None:
        with steps.step("draft"):
            key = ask(citizen, "POST", "/drafts", {"procedure": EXTRACT, "unit_id": unit_id})["key"]
        with steps.step("answers"):
            ask(citizen, "PATCH", f"/drafts/{key}", {"values": ANSWERS, "page": "yeu_cau"})
        with steps.step("submit"):
            code = ask(citizen, "POST", f"/drafts/{key}/submission", {})["code"]
        with steps.step("receive"):
            ask(desk, "POST", f"/dossiers/{code}/reception", {"fee_collected": FEE})
        dossier_id = Dossier.objects.values_list("pk", flat=True).get(code=code)
        for step, outcome, machine in (("examine", "propose", clerk), ("approve", "approved", chair)):
            task = open_tasks("dossier", dossier_id)[0].pk
            with steps.step(step):
                ask(machine, "POST", f"/tasks/{task}/completion", {"outcome": outcome, "comment": ""})
        _note_signature(code)
        with steps.step("return"):
            ask(desk, "POST", f"/dossiers/{code}/hand-over", {"method": "counter", "received_by": "Nguyễn Thị Hoa"})

    return lead


def run(lead: Lead, seconds: float) -> dict[str, Any]:
    """Lives from the common start for so many seconds; the first, before it, is not counted."""
    lead(Steps())
    steps = Steps()
    steps.watch()
    start = wait_for_start()
    time.sleep(max(0.0, start - time.time()))
    late = time.time() - start
    lives = 0
    began = time.process_time()
    while time.time() < start + seconds:
        lead(steps)
        lives += 1
    return {"lives": lives, "late": late, "cpu": time.process_time() - began, "steps": steps.plain()}


def jobs() -> dict[str, float]:
    """Run what waits, for a minute at most; what a worker does behind the lives."""
    began, busy, done = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() < began + _LONG_ENOUGH and (count := drain(1000) + run_pending(20)):
        done += count
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - busy}
    return {**took, "steps": done, "left": Job.objects.count()}


def main(words: list[str]) -> None:
    """One of the three programs above."""
    if words[0] == "open":
        open_office()
    elif words[0] == "jobs":
        sys.stdout.write(json.dumps(jobs()))
    else:
        way = {"actions": through_actions, "api": over_http}[words[0]]
        lead = way(int(words[1]), words[3] if len(words) > 3 else "")
        sys.stdout.write(json.dumps(run(lead, float(words[2]))))


if __name__ == "__main__":
    main(sys.argv[1:])
