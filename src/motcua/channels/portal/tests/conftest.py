"""A citizen in a browser, and how far a dossier may have come."""

from typing import Any

import pikepdf
import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.channels.portal.tests.people import ANSWERS, EXTRACT, THANH, logged_in
from motcua.onestop.dossiers.api import Dossier, Draft, save_answers, start_draft, submit_dossier
from tests.office import DIEN_BIEN, Office


@pytest.fixture
def hoa(office: Office) -> Client:
    """Nguyễn Thị Hoa, logged in by the electronic identity of level 2."""
    office.citizen()
    return logged_in(Account.objects.get(username="eid-038185004217"))


@pytest.fixture
def stranger(office: Office) -> Client:
    """Another citizen, logged in."""
    office.citizen(THANH)
    return logged_in(Account.objects.get(username="eid-038078011358"))


@pytest.fixture
def draft(office: Office) -> Draft:
    """A draft of Hoa's in which everything is answered."""
    citizen = office.citizen()
    started = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    return save_answers(started.key, values=ANSWERS, actor=citizen)


@pytest.fixture
def dossier(office: Office, draft: Draft) -> Dossier:
    """Hoa's dossier, sent."""
    return submit_dossier(draft.key, actor=office.citizen())


@pytest.fixture
def pdf(tmp_path: Any) -> bytes:
    """A sound file of two pages."""
    file = pikepdf.new()
    file.add_blank_page()
    file.add_blank_page()
    path = tmp_path / "giay.pdf"
    file.save(path)
    data: bytes = path.read_bytes()
    return data
