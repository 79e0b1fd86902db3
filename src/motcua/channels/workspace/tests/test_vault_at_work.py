"""The vault at the desk: offered at the counter, not asked for again, disputes answered."""

from typing import Any

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.audit.api import accesses_of
from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.workflow.api import open_tasks
from motcua.channels.workspace.tests.conftest import ANSWERS, EXTRACT
from motcua.channels.workspace.tests.test_walk_in import filled
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    complete_task,
    receive_dossier,
    save_answers,
    sign_result,
    start_draft,
    submit_dossier,
)
from motcua.onestop.vault.api import dispute_reading, load_paper_types, my_vault
from tests.office import DIEN_BIEN, PROVINCE, Office

OLD_PAPER = "giay_to_ho_tich_cu"


def submitted(office: Office) -> Dossier:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    return submit_dossier(draft.key, actor=citizen)


@pytest.fixture
def document(office: Office) -> int:
    """The signed result of a first dossier, in the vault."""
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))
    for post, outcome in (("tuphap", "propose"), ("chutich", "approved")):
        (task,) = open_tasks("dossier", dossier.pk)
        complete_task(task.pk, decision=Decision(outcome), actor=office.actor(f"dienbien.{post}"))
    sign_result(dossier.pk, actor=SYSTEM)
    drain(1000)
    run_pending(raise_errors=True)
    (card,) = my_vault(office.citizen()).cards
    return card.id


def text_of(reply: Any) -> str:
    text: str = reply.content.decode()
    return text


def client_of(office: Office, username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_at_the_counter_the_vault_is_offered_and_stands_for_the_paper(office: Office, document: int) -> None:
    desk = client_of(office, "dienbien.motcua")
    address = f"/lam-viec/tiep-nhan/{EXTRACT}/"
    page = text_of(desk.post(address, filled(do="look_up")))
    assert f'name="held.{OLD_PAPER}" value="{document}"' in page
    looks = accesses_of(office.citizen().party_id or 0).filter(payload__purpose="offer")
    desk.post(address, filled(do="refresh"))
    assert looks.count() == 1
    given = filled(do="take_in", fee_collected="1", **{f"held.{OLD_PAPER}": str(document)})
    reply = desk.post(address, given)
    assert reply.status_code == 302, text_of(reply)
    paper = Dossier.objects.order_by("-id")[0].papers.get()
    assert (paper.origin, paper.digitised) == ("result", 3)


def test_a_document_that_is_not_offered_does_not_stand_for_a_paper(office: Office, document: int) -> None:
    desk = client_of(office, "dienbien.motcua")
    for forged in ("999999", "x", "-1"):
        reply = desk.post(f"/lam-viec/tiep-nhan/{EXTRACT}/", filled(do="take_in", **{f"held.{OLD_PAPER}": forged}))
        assert reply.status_code == 422
    assert Dossier.objects.count() == 1


def test_the_form_for_a_supplement_says_what_is_held_and_stops_who_asks_without_a_reason(office: Office, document: int) -> None:
    dossier = submitted(office)
    desk = client_of(office, "dienbien.motcua")
    address = f"/lam-viec/ho-so/{dossier.code}/bo-sung/"
    assert f"unusable.{OLD_PAPER}" in text_of(desk.get(address))
    asked = {f"need.{OLD_PAPER}": "1", "reason": "thiếu", "confirmed": "yes"}
    reply = text_of(desk.post(address, asked))
    assert f'href="#id_unusable.{OLD_PAPER}"' in reply
    assert not dossier.supplements.exists()
    assert desk.post(address, {**asked, f"unusable.{OLD_PAPER}": "mờ"}).status_code == 302
    assert dossier.supplements.get().items[0]["unusable"] == "mờ"


def test_an_officer_opens_and_uses_what_is_held_for_the_dossier_at_hand(office: Office, document: int) -> None:
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))
    clerk, other = client_of(office, "dienbien.tuphap"), client_of(office, "hoangquang.tuphap")
    page = f"/lam-viec/ho-so/{dossier.code}/kho/"
    assert "1/TLHT" in text_of(clerk.get(page))
    assert clerk.get(f"{page}{document}/").content.startswith(b"%PDF")
    for address in (page, f"{page}{document}/"):
        assert other.get(address).status_code == 404
    assert other.post(f"{page}lay/", {"giay": str(document), "thanh-phan": OLD_PAPER}).status_code == 404
    assert clerk.post(f"{page}lay/", {"giay": str(document), "thanh-phan": OLD_PAPER}).status_code == 302
    assert dossier.papers.get().digitised == 3
    read = accesses_of(office.citizen().party_id or 0).filter(stream="vault", stream_id=document)
    assert {event.payload["dossier"] for event in read} == {dossier.code}


def test_the_auditor_answers_a_disputed_reading_and_the_office_does_not_see_the_list(office: Office, document: int) -> None:
    dossier = submitted(office)
    client_of(office, "dienbien.motcua").get(f"/lam-viec/ho-so/{dossier.code}/")
    reading = accesses_of(office.citizen().party_id or 0)[0]
    made = dispute_reading(reading.pk, text="Vì sao đọc?", actor=office.citizen())
    auditor = client_of(office, "kiemsoat.tinh")
    assert "Vì sao đọc?" in text_of(auditor.get("/lam-viec/phan-doi/"))
    page = f"/lam-viec/phan-doi/{made.pk}/"
    assert auditor.get(page).status_code == 200
    assert auditor.post(page, {"text": "Đúng việc"}).status_code == 422
    assert auditor.post(page, {"was_wrong": "no", "text": ""}).status_code == 422
    assert auditor.post(page, {"was_wrong": "no", "text": "Đúng việc"}).status_code == 302
    assert auditor.get(page).status_code == 404
    assert client_of(office, "dienbien.motcua").get("/lam-viec/phan-doi/").status_code == 403
