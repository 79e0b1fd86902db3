"""A digital paper takes the place of the picture that was handed in, with what the officer said of it."""

from dataclasses import replace
from datetime import date

from motcua.kernel.actor import SYSTEM
from motcua.onestop.digitisation.api import PaperFacts, digitise_paper
from motcua.onestop.dossiers.api import Paper
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.actions.load_paper_types import load_paper_types
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.rules.trust import Trust
from motcua.onestop.vault.tests.lives import received
from tests.office import PROVINCE, Office

FACTS = PaperFacts(name="Trích lục khai sinh", owner_name="Nguyễn Thị Hoa", number="123/TLKS-BS", issued_on=date(2021, 3, 12))


def test_the_vault_shows_the_digital_paper_with_what_the_officer_said(office: Office) -> None:
    dossier = received(office, office.citizen())
    fill_vault(dossier.pk, actor=SYSTEM)
    assert VaultDocument.objects.get().trust == Trust.OWN
    paper = Paper.objects.get(dossier=dossier)
    digital = digitise_paper(paper.pk, FACTS, compared=True, actor=office.actor("dienbien.motcua"))
    fill_vault(dossier.pk, actor=SYSTEM)
    held = VaultDocument.objects.get()
    assert (held.trust, held.number, held.file_id, held.versions.count()) == (Trust.CHECKED, "123/TLKS-BS", digital.file_id, 2)


def test_the_kind_that_the_officer_named_says_what_it_serves_and_how_long_it_holds(office: Office) -> None:
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    dossier = received(office, office.citizen())
    fill_vault(dossier.pk, actor=SYSTEM)
    assert VaultDocument.objects.get().type_code == ""
    paper = Paper.objects.get(dossier=dossier)
    digital = digitise_paper(paper.pk, replace(FACTS, type_code="XAC-NHAN-HON-NHAN"), compared=True, actor=office.actor("dienbien.motcua"))
    fill_vault(dossier.pk, actor=SYSTEM)
    held = VaultDocument.objects.get()
    assert (held.type_code, held.id_code, held.valid_until) == ("XAC-NHAN-HON-NHAN", digital.id_code, date(2021, 9, 12))
