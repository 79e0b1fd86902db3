from dataclasses import dataclass

import pytest
from django.conf import settings

from motcua.blocks.workflow.api import open_tasks
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier, attach_paper, receive_dossier, save_answers, start_draft, submit_dossier
from motcua.onestop.notifications.api import load_messages
from tests.office import DIEN_BIEN, Office
from tests.security.world import ANSWERS, EXTRACT, STRANGER, picture


@dataclass
class Case:
    """A received dossier, its owner, and somebody who has nothing to do with it."""

    dossier: Dossier
    owner: Actor
    stranger: Actor
    task_id: int


@pytest.fixture
def loaded(office: Office) -> None:
    load_messages(settings.PROVINCE / "messages")


@pytest.fixture
def case(office: Office, loaded: None) -> Case:
    owner = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=owner)
    save_answers(draft.key, values=ANSWERS, actor=owner)
    attach_paper(draft.key, "giay_to_ho_tich_cu", name="anh.png", stream=picture(), actor=owner)
    dossier = submit_dossier(draft.key, actor=owner)
    receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))
    dossier.refresh_from_db()
    task = open_tasks("dossier", dossier.pk).first()
    assert task is not None
    return Case(dossier, owner, office.citizen(STRANGER), task.pk)
