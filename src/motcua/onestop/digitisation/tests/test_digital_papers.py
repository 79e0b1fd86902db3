"""An officer compares, describes and signs; a head approves; only then is everything digital. What came stays to the byte."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.files.api import read_bytes, store_bytes
from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.signing.api import verify_pdf
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.digitisation.api import (
    DossierStanding,
    PaperFacts,
    decide_digital_paper,
    digitise_paper,
    papers_to_approve,
    review_standing,
    standing_of,
    waiting_papers,
)
from motcua.onestop.digitisation.models import DigitalPaper
from motcua.onestop.digitisation.rules.facts import faults_of
from motcua.onestop.dossiers.api import Dossier, Paper, Result
from tests.digitising import received, resolved
from tests.office import Office

FACTS = PaperFacts(
    name="Trích lục khai sinh", owner_name="Nguyễn Thị Hoa", owner_number="038185004217", number="123/TLKS-BS", issued_on=date(2021, 3, 12)
)


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return received(office, office.citizen())


def paper_of(dossier: Dossier) -> Paper:
    return Paper.objects.select_related("file").get(dossier=dossier)


def test_a_digital_paper_is_signed_beside_the_file_that_came(office: Office, dossier: Dossier) -> None:
    officer, paper = office.actor("dienbien.motcua"), paper_of(dossier)
    before = read_bytes(paper.file)
    assert [one.pk for one in waiting_papers(officer)] == [paper.pk]
    digital = digitise_paper(paper.pk, FACTS, compared=True, actor=officer)
    verdict = verify_pdf(read_bytes(digital.file))
    assert verdict.level == "green"
    assert [one.signer for one in verdict.signatures] == [officer.name]
    assert digital.id_code == "038185004217.0.123-TLKS-BS"
    assert read_bytes(paper_of(dossier).file) == before
    assert paper_of(dossier).digitised == Paper.Digitised.DIGITISED
    assert waiting_papers(officer) == []
    assert Event.objects.filter(kind="dossier.paper_digitised").count() == 1
    with pytest.raises(Conflict):
        digitise_paper(paper.pk, FACTS, compared=True, actor=officer)


def test_a_file_that_is_signed_already_is_taken_to_the_byte(office: Office, dossier: Dossier) -> None:
    officer, paper = office.actor("dienbien.motcua"), paper_of(dossier)
    first = digitise_paper(paper.pk, FACTS, compared=True, actor=officer)
    signed = store_bytes("ky.pdf", read_bytes(first.file), "application/pdf")
    other = Paper.objects.create(dossier=dossier, component_key=paper.component_key, file=signed, name="ky.pdf", added_at=clock.now())
    assert digitise_paper(other.pk, FACTS, compared=True, actor=officer).file.sha256 == signed.sha256


def test_what_is_not_compared_or_cannot_be_is_named(office: Office, dossier: Dossier) -> None:
    officer, paper = office.actor("dienbien.motcua"), paper_of(dossier)
    wrong = PaperFacts(
        name=" ",
        owner_name="",
        issued_on=date(2022, 11, 15),
        valid_until=date(2020, 1, 1),
        permanent=True,
        copy_kind=7,
        type_code="KHONG-CO",
        owner_number="12345",
    )
    with pytest.raises(InvalidInput) as refused:
        digitise_paper(paper.pk, wrong, compared=False, actor=officer)
    fields = {one.field for one in refused.value.fields}
    assert fields == {"compared", "name", "owner_name", "owner_number", "type_code", "copy_kind", "issued_on", "valid_until"}
    with pytest.raises(NotFound):
        digitise_paper(paper.pk, FACTS, compared=True, actor=office.actor("hoangquang.motcua"))
    with pytest.raises(Forbidden):
        digitise_paper(paper.pk, FACTS, compared=True, actor=office.citizen())
    assert not DigitalPaper.objects.exists()


@pytest.mark.parametrize(
    ("number", "right"),
    [("", True), ("038185004217", True), ("171234567", True), ("2800123456789", False), ("12", False), ("03818500421x", False)],
)
def test_an_identity_number_is_of_a_person_or_an_organisation(number: str, right: bool) -> None:
    facts = PaperFacts(name="a", owner_name="b", owner_number=number)
    assert ("owner_number" in {one.field for one in faults_of(facts, compared=True, today=date(2022, 11, 14))}) != right


def test_a_day_before_all_papers_is_a_slip_of_the_pen() -> None:
    facts = PaperFacts(name="a", owner_name="b", issued_on=date(202, 3, 1), valid_from=date(1021, 1, 1))
    assert [one.field for one in faults_of(facts, compared=True, today=date(2022, 11, 14))] == ["issued_on", "valid_from"]


def test_the_head_approves_or_sends_back_and_never_his_own(office: Office, dossier: Dossier) -> None:
    officer, head, paper = office.actor("dienbien.motcua"), office.actor("dienbien.chutich"), paper_of(dossier)
    digital = digitise_paper(paper.pk, FACTS, compared=True, actor=officer)
    assert [one.pk for one in papers_to_approve(head)] == [digital.pk]
    with pytest.raises(Forbidden):
        decide_digital_paper(digital.pk, approved=True, actor=officer)
    with pytest.raises(InvalidInput):
        decide_digital_paper(digital.pk, approved=False, reason=" ", actor=head)
    decide_digital_paper(digital.pk, approved=False, reason="Sai số.", actor=head)
    assert paper_of(dossier).digitised == Paper.Digitised.NOT
    again = digitise_paper(paper.pk, FACTS, compared=True, actor=officer)
    assert (again.pk, again.version, again.versions.count()) == (digital.pk, 2, 2)
    DigitalPaper.objects.filter(pk=again.pk).update(digitised_by_account=head.account_id)
    with pytest.raises(Conflict):
        decide_digital_paper(again.pk, approved=True, actor=head)
    DigitalPaper.objects.filter(pk=again.pk).update(digitised_by_account=officer.account_id)
    assert decide_digital_paper(again.pk, approved=True, actor=head).approval == DigitalPaper.Approval.APPROVED
    with pytest.raises(Conflict):
        decide_digital_paper(again.pk, approved=True, actor=head)


def test_a_dossier_is_digital_with_its_papers_and_its_result_and_counts(office: Office, dossier: Dossier) -> None:
    officer, paper = office.actor("dienbien.motcua"), paper_of(dossier)
    assert counted(office) == {"papers_digitised": 0, "dossiers_digitised": 0, "received_digitised": 0}
    digitise_paper(paper.pk, FACTS, compared=True, actor=officer)
    standing = review_standing(dossier.pk, actor=SYSTEM)
    assert standing is not None
    assert standing.state == DossierStanding.State.WAITING
    resolved(office, dossier)
    assert Result.objects.get().file_id
    for _twice in range(2):
        standing = review_standing(dossier.pk, actor=SYSTEM)
        assert standing is not None
        assert standing.state == DossierStanding.State.DONE
    shown = standing_of(dossier.code, officer)
    assert shown is not None
    assert shown.state == 2
    assert standing_of(dossier.code, office.actor("hoangquang.motcua")) is None
    assert counted(office) == {"papers_digitised": 1, "dossiers_digitised": 1, "received_digitised": 1}


def counted(office: Office) -> dict[str, int]:
    now = clock.now()
    scope = Scope(now=now, first=now.date(), last=now.date(), units=[office.unit("14767").pk])
    found: Mapping[str, Any] = registered()
    keys = ("papers_digitised", "dossiers_digitised", "received_digitised")
    return {key: int(found[f"digitisation.{key}"].records(scope).count()) for key in keys}
