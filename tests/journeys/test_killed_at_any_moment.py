"""`kill -9` at any moment of a life: what was acknowledged is stored, no number is given twice, no task is lost."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.throwaway_postgres import cluster

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 4
KIND_OF = {
    "submitted": "dossier.submitted",
    "received": "dossier.received",
    "examine": "dossier.task_completed",
    "approve": "dossier.resolved",
    "returned": "dossier.returned",
}


def run(folder: Path, url: str, *command: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "MOTCUA_VAR": str(folder),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    errors = (folder / "errors.txt").open("a")
    return subprocess.Popen([sys.executable, "-m", *command], env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=errors)


def told(folder: Path, url: str, *command: str) -> str:
    process = run(folder, url, *command)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, (folder / "errors.txt").read_text()[-3000:]
    return output


@pytest.fixture
def database() -> Iterator[str]:
    if not os.environ.get("DATABASE_URL"):
        yield ""
        return
    with cluster() as url:
        yield url


def test_killed_again_and_again_nothing_acknowledged_is_lost(tmp_path: Path, database: str) -> None:
    told(tmp_path, database, "tests.journeys.killed_office", "open")
    acknowledged: list[tuple[str, ...]] = []
    chance = random.Random(2022)
    for _ in range(ROUNDS):
        worker = run(tmp_path, database, "tests.journeys.life_process", "worker")
        people = run(tmp_path, database, "tests.journeys.life_process", "lives")
        assert people.stdout is not None
        first = people.stdout.readline()  # it lives: from here on it may die at any moment
        time.sleep(chance.random() * 1.2)
        people.kill()
        worker.kill()
        rest, _ = people.communicate()
        worker.communicate()
        whole_lines = (first + rest).splitlines(keepends=True)
        acknowledged += [tuple(line.split()) for line in whole_lines if line.endswith("\n")]
    assert len({code for _, code in acknowledged}) >= ROUNDS, (tmp_path / "errors.txt").read_text()[-3000:]

    report = told(tmp_path, database, "tests.journeys.killed_office", "report").splitlines()
    stored = Counter(line for line in report if line.startswith("event "))
    for step, code in acknowledged:
        assert stored[f"event {KIND_OF[step]} {code}"] >= 1, f"{step} of {code} was acknowledged and is not stored"
    assert [line for line in report if line.startswith("fault ")] == []
    assert "audit whole" in report
