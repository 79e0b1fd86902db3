"""A vault fills itself from what its owner has at the office: once, whatever the order of the news."""

from datetime import date
from itertools import product

from django.db import transaction

from motcua.blocks.events.api import Event, drain
from motcua.blocks.jobs.api import run_pending
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier, Result, Status
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.actions.keep_document import delete_document
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.rules.trust import Trust
from motcua.onestop.vault.tests.lives import received, resolved, with_result
from tests.office import Office


def test_a_signed_result_lies_in_the_vault_with_everything_known_of_it(house: Office) -> None:
    document = with_result(house, house.citizen())
    assert (document.trust, document.source, document.type_code) == (Trust.RESULT, "result", "TRICH-LUC-HO-TICH")
    assert document.number == "1/TLHT"
    assert document.issued_on == date(2022, 11, 14)
    assert document.valid_until is None
    assert "Điện Biên" in document.agency
    assert document.signer
    assert document.id_code.startswith("038185004217.TRICH-LUC-HO-TICH.")
    assert document.dossier is not None
    assert document.file is not None
    assert document.file.sha256 == document.dossier.result.file.sha256


def test_the_events_of_a_dossier_fill_the_vault_through_the_worker(house: Office) -> None:
    citizen = house.citizen()
    dossier = resolved(house, received(house, citizen), signed=False)
    for _round in range(3):
        drain(1000)
        run_pending(raise_errors=True)
    found = dict(VaultDocument.objects.filter(owner_id=citizen.party_id).values_list("source", "trust"))
    assert found == {"result": Trust.RESULT, "paper": Trust.CHECKED}
    told = Event.objects.filter(kind="vault.filled", subject_id=citizen.party_id)
    assert {event.payload["code"] for event in told} == {dossier.code}


def test_an_uploaded_paper_counts_for_little_until_an_officer_resolved_the_dossier_upon_it(house: Office) -> None:
    dossier = received(house, house.citizen())
    fill_vault(dossier.pk, actor=SYSTEM)
    paper = VaultDocument.objects.get(source="paper")
    assert paper.trust == Trust.OWN
    resolved(house, dossier, signed=False)
    fill_vault(dossier.pk, actor=SYSTEM)
    paper.refresh_from_db()
    assert paper.trust == Trust.CHECKED


def test_a_paper_of_a_dossier_that_was_never_accepted_does_not_come_into_the_vault(house: Office) -> None:
    dossier = received(house, house.citizen())
    type(dossier).objects.filter(pk=dossier.pk).update(received_at=None, due_at=None)
    assert fill_vault(dossier.pk, actor=SYSTEM) == 0
    assert not VaultDocument.objects.exists()


def test_what_the_owner_deleted_stays_deleted(house: Office) -> None:
    citizen = house.citizen()
    dossier = received(house, citizen)
    fill_vault(dossier.pk, actor=SYSTEM)
    delete_document(VaultDocument.objects.get().pk, actor=citizen)
    assert fill_vault(dossier.pk, actor=SYSTEM) == 0
    row = VaultDocument.objects.get()
    assert (row.file, row.name, row.owner_number) == (None, "", "")


def test_the_vault_ends_the_same_however_often_and_whenever_it_is_filled(house: Office) -> None:
    dossier = resolved(house, received(house, house.citizen()))
    signed = Result.objects.select_related("file").get(dossier=dossier).file
    for fillings in product((0, 1, 2), (0, 2), (0, 1)):
        with transaction.atomic():
            _received_only(dossier.pk)
            _fill(dossier.pk, fillings[0])
            Dossier.objects.filter(pk=dossier.pk).update(status=Status.RESOLVED, ended_at=clock.now())
            _fill(dossier.pk, fillings[1])
            Result.objects.filter(dossier=dossier).update(file=signed)
            _fill(dossier.pk, 1 + fillings[2])
            assert fill_vault(dossier.pk, actor=SYSTEM) == 0
            ends = list(VaultDocument.objects.order_by("source").values_list("source", "trust"))
            assert ends == [("paper", Trust.CHECKED), ("result", Trust.RESULT)]
            told = list(Event.objects.filter(kind="vault.filled").values_list("stream_id", "payload__trust"))
            assert len(set(told)) == len(told)
            transaction.set_rollback(True)


def _received_only(dossier_id: int) -> None:
    Result.objects.filter(dossier_id=dossier_id).update(file=None)
    Dossier.objects.filter(pk=dossier_id).update(status=Status.RECEIVED, ended_at=None)


def _fill(dossier_id: int, times: int) -> None:
    for _time in range(times):
        fill_vault(dossier_id, actor=SYSTEM)
