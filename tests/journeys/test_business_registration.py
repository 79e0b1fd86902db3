"""A company is founded: the dossier goes to the business register over a socket, and comes back decided by its signed call."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.ground.parties.api import party_of
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier, HandedIn, Status, WalkIn, register_dossier
from tests.office import Office, open_office
from tests.sandbox_process import Sandbox, running_sandbox

COMPANY = "2.001583"
CASES = Path(__file__).resolve().parents[2] / "provinces" / "thanh_hoa" / "procedures" / COMPANY / "cases.yaml"


@pytest.fixture
def register(tmp_path: Path, live_server: Any, settings: Any) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path, pace=0.3) as sandbox:
        settings.BUSINESS_REGISTER = {
            "url": f"{sandbox.url}/register",
            "secret": (tmp_path / "sandbox" / "register.secret").read_text(),
            "callback": f"{live_server.url}/doi-tac/dang-ky-kinh-doanh/",
            "name_question": "ten_cong_ty",
        }
        yield sandbox


def handed_in(office: Office) -> Dossier:
    owner = party_of_citizen(office)
    answers = yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"][0]["answers"]
    body = office.unit("so_khdt")
    entry = WalkIn(
        key=uuid4(),
        procedure_code=COMPANY,
        competent_id=body.pk,
        receiver_id=body.pk,
        owner=owner,
        answers=answers,
        papers=[HandedIn("dieu_le", "Điều lệ"), HandedIn("giay_de_nghi", "Giấy đề nghị")],
    )
    return register_dossier(entry, actor=SYSTEM)


def party_of_citizen(office: Office) -> Any:
    citizen = office.citizen()
    return party_of(Account.objects.get(pk=citizen.account_id))


def ended(dossier: Dossier) -> Dossier:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        found = Dossier.objects.get(pk=dossier.pk)
        if found.ended_at is not None:
            return found
        time.sleep(0.1)
    raise AssertionError(f"the register's decision did not arrive; the dossier is {found.status}")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_register_decides_and_a_second_company_of_the_same_name_is_refused(register: Sandbox) -> None:
    office = open_office()
    for expected in (Status.RESOLVED, Status.STOPPED):
        dossier = handed_in(office)
        drain()
        run_pending()
        assert Dossier.objects.get(pk=dossier.pk).foreign_code.startswith("DKKD-")
        assert ended(dossier).status == expected
