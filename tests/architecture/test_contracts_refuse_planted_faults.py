"""Every import contract is kept, and each one refuses the fault it is there for."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.once


@dataclass(frozen=True)
class Fault:
    """A line planted at the end of a file (made if it is not there), and the contract that must refuse it."""

    contract: str
    file: str
    line: str


FAULTS = [
    Fault("tiers", "kernel/money.py", "from motcua.blocks.events import api"),
    Fault("tiers", "onestop/dossiers/rules/places.py", "from motcua.channels.ui import place"),
    Fault("tiers", "blocks/jobs/api.py", "def hidden() -> None:\n    from motcua.ground.parties import api"),
    Fault("ground-order", "ground/parties/api.py", "from motcua.ground.directory import api"),
    Fault("onestop-order", "onestop/catalogue/api.py", "from motcua.onestop.dossiers import api"),
    Fault("office-order", "office/staffing/api.py", "from motcua.office.personnel import rights"),
    Fault("insight-order", "insight/indicators/api.py", "from motcua.insight.operations import api"),
    Fault("inside", "onestop/dossiers/rules/clock.py", "from motcua.onestop.dossiers import models"),
    Fault("inside", "onestop/dossiers/utils.py", "SOMETHING = 1"),
    Fault("doors-blocks", "onestop/desk/api.py", "from motcua.blocks.events import models"),
    Fault("doors-ground", "onestop/desk/api.py", "from motcua.ground.directory.queries import units"),
    Fault("doors-onestop", "channels/portal/urls.py", "from motcua.onestop.dossiers import models"),
    Fault("doors-office", "channels/portal/urls.py", "from motcua.office.reform import models"),
    Fault("doors-insight", "channels/portal/urls.py", "from motcua.insight.indicators import models"),
    Fault("engine", "onestop/dossiers/api.py", "import SpiffWorkflow"),
    Fault("plain", "kernel/money.py", "import django"),
    Fault("plain", "onestop/dossiers/rules/places.py", "from django.conf import settings"),
    Fault("cycles", "blocks/events/api.py", "from motcua.blocks.audit import api"),
    Fault("audiences", "channels/portal/urls.py", "from motcua.channels.workspace import urls"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    python_only = shutil.ignore_patterns(
        "*.typ", "*.ttf", "*.woff2", "*.po", "*.mo", "*.html", "*.css", "__pycache__", "tests", "migrations"
    )
    shutil.copytree(ROOT / "src", folder / "src", ignore=python_only)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=python_only)
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for name in contracts for part in ("--contract", name)]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'src'}:{folder}"}
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *chosen]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_all_contracts_are_kept(copy: Path) -> None:
    run = lint(copy)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.contract}: {fault.file}")
def test_a_planted_fault_is_refused(copy: Path, fault: Fault) -> None:
    path = copy / "src" / "motcua" / fault.file
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{fault.line}\n")
    try:
        run = lint(copy, fault.contract)
    finally:
        path.unlink() if before is None else path.write_text(before)
    assert run.returncode == 1, f"{fault} was let through:\n{run.stdout}"
