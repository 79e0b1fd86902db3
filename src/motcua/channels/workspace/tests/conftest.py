"""Officials of the small office at their browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.workflow.api import open_tasks
from motcua.onestop.dossiers.api import Decision, Dossier, complete_task, receive_dossier, save_answers, start_draft, submit_dossier
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
ANSWERS: dict[str, object] = {
    "nyc_noi_cu_tru": {"text": "Số 12 phố Đinh Lễ", "area": DIEN_BIEN, "area_name": "Phường Điện Biên, Thành phố Thanh Hóa"},
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "ho_ten": "Nguyễn Thị Hoa",
    "ngay_sinh": "1985-03-12",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}


@pytest.fixture
def browser(office: Office) -> Callable[[str], Client]:
    """A browser in which that official is logged in."""

    def logged_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return logged_in


@pytest.fixture
def submitted(office: Office) -> Callable[[], str]:
    """An online dossier that waits for intake; gives its code."""

    def submit() -> str:
        citizen = office.citizen()
        draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
        save_answers(draft.key, values=ANSWERS, actor=citizen)
        return submit_dossier(draft.key, actor=citizen).code

    return submit


@pytest.fixture
def received(office: Office, submitted: Callable[[], str]) -> Callable[[], str]:
    """A dossier that lies with the specialist; gives its code."""

    def receive() -> str:
        return receive_dossier(submitted(), fee_collected=16_000, actor=office.actor("dienbien.motcua")).code

    return receive


@pytest.fixture
def proposed(office: Office, received: Callable[[], str]) -> Callable[[], str]:
    """A dossier that waits for the leader's signature; gives its code."""

    def propose() -> str:
        code = received()
        complete_task(task_of(code), decision=Decision("propose"), actor=office.actor("dienbien.tuphap"))
        return code

    return propose


def task_of(code: str) -> int:
    """The open task of a dossier."""

    return open_tasks("dossier", Dossier.objects.get(code=code).pk).get().pk


def words_of(response: Any) -> str:
    """The page as text."""
    return str(response.content.decode())
