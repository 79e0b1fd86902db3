"""Lead dossiers through their life until killed; tell every acknowledged step on standard output.

    python -m tests.journeys.life_process lives|worker

`lives` starts by finishing what an earlier, killed process left half done.
"""

import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from motcua.blocks.accounts.api import Account  # noqa: E402 -- Django must be set up first
from motcua.blocks.jobs.api import work  # noqa: E402
from motcua.blocks.workflow.api import open_tasks  # noqa: E402
from motcua.ground.directory.api import actor_for, unit_by_code  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.actor import Actor  # noqa: E402
from motcua.onestop.dossiers.api import (  # noqa: E402
    Decision,
    Dossier,
    Status,
    complete_task,
    receive_dossier,
    return_result,
    save_answers,
    start_draft,
    submit_dossier,
)

EXTRACT = "2.000635"
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 1,
    "mien_phi": "khong",
    "cam_doan": True,
}


def acknowledge(step: str, code: str) -> None:
    sys.stdout.write(f"{step} {code}\n")
    sys.stdout.flush()


def official(post: str) -> Actor:
    return actor_for(Account.objects.get(username=f"dienbien.{post}"), clock.now())


def lead(code: str) -> None:
    """Take the next step again and again until the dossier waits for its signature or is returned."""
    while True:
        dossier = Dossier.objects.get(code=code)
        if dossier.status == Status.SUBMITTED:
            receive_dossier(code, fee_collected=dossier.fee_total, actor=official("motcua"))
            acknowledge("received", code)
        elif dossier.status in {Status.RECEIVED, Status.IN_PROCESS}:
            (task,) = open_tasks("dossier", dossier.pk)
            outcome, post = ("propose", "tuphap") if task.node == "examine" else ("approved", "chutich")
            complete_task(task.pk, decision=Decision(outcome), actor=official(post))
            acknowledge(task.node, code)
        else:
            return


def lives() -> None:
    citizen = actor_for(Account.objects.get(username="eid-038185004217"), clock.now())
    place = unit_by_code("14767").pk
    for code in Dossier.objects.exclude(status__in=[Status.RETURNED]).values_list("code", flat=True):
        lead(code)
    while True:
        draft = start_draft(EXTRACT, unit_id=place, actor=citizen)
        save_answers(draft.key, values=ANSWERS, actor=citizen)
        code = submit_dossier(draft.key, actor=citizen).code
        acknowledge("submitted", code)
        lead(code)
        for dossier in Dossier.objects.filter(status=Status.RESOLVED, result__signed_at__isnull=False)[:20]:
            return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=official("motcua"))
            acknowledge("returned", dossier.code)


if __name__ == "__main__":
    if sys.argv[1] == "lives":
        lives()
    else:
        work(threading.Event())
