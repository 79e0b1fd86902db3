"""Digitising at the desk: the list, the form with its refusals, the head's approval."""

from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.kernel.actor import SYSTEM
from motcua.onestop.digitisation.api import DigitalPaper
from motcua.onestop.dossiers.api import Paper
from motcua.onestop.vault.api import load_paper_types
from tests.digitising import OLD_PAPER, received
from tests.office import PROVINCE, Office


def at_work(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_officer_signs_and_a_head_approves(office: Office) -> None:
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    dossier = received(office, office.citizen())
    paper = Paper.objects.get(dossier=dossier)
    officer, head = at_work("dienbien.motcua"), at_work("dienbien.chutich")
    assert dossier.code in officer.get("/lam-viec/so-hoa/").content.decode()
    base = f"/lam-viec/ho-so/{dossier.code}/so-hoa/"
    page = officer.get(f"{base}?tim=hoa").content.decode()
    assert f"{base}{paper.pk}/" in page
    assert f"/quet/{OLD_PAPER}/" in page
    assert officer.get(f"/lam-viec/ho-so/{dossier.code}/quet/{OLD_PAPER}/").status_code == 200
    form = officer.get(f"{base}{paper.pk}/")
    assert "Nguyễn Thị Hoa" in form.content.decode()
    posted = {"name": "Trích lục", "owner_name": "Nguyễn Thị Hoa", "copy_kind": "0", "issued_on-day": "31", "issued_on-month": "2"}
    wrong = officer.post(f"{base}{paper.pk}/", posted)
    assert (wrong.status_code, [one.target for one in wrong.context["errors"]]) == (422, ["id_issued_on-day"])
    right = {**posted, "issued_on-day": "1", "issued_on-year": "2021", "number": "9/TL", "type_code": "TRICH-LUC-KHAI-TU"}
    unknown = officer.post(f"{base}{paper.pk}/", {**right, "type_code": "X", "compared": "yes"})
    assert [one.target for one in unknown.context["errors"]] == ["id_type_code"]
    unsaid = officer.post(f"{base}{paper.pk}/", right)
    assert unsaid.status_code == 422
    assert officer.post(f"{base}{paper.pk}/", {**right, "compared": "yes"})["Location"] == base
    digital = DigitalPaper.objects.get()
    assert (digital.number, digital.issued_on and digital.issued_on.isoformat()) == ("9/TL", "2021-02-01")
    assert officer.get(f"{base}{paper.pk}/tep/")["Content-Type"] == "application/pdf"
    decide = f"/lam-viec/so-hoa/{digital.pk}/"
    assert decide in head.get("/lam-viec/so-hoa/").content.decode()
    shown = head.get(decide).content.decode()
    for said in (digital.id_code, "Trích lục khai tử", digital.file.sha256, "người dân nộp"):
        assert said in shown
    assert head.post(decide, {"decision": "reject"}).status_code == 422
    assert head.post(decide, {"decision": "approve"}).status_code == 302
    assert DigitalPaper.objects.get().approval == DigitalPaper.Approval.APPROVED
    assert officer.get(base).status_code == 200


def test_others_find_nothing(office: Office) -> None:
    dossier = received(office, office.citizen())
    paper = Paper.objects.get(dossier=dossier)
    stranger = at_work("hoangquang.motcua")
    base = f"/lam-viec/ho-so/{dossier.code}/so-hoa/"
    for address in (base, f"{base}{paper.pk}/", f"{base}{paper.pk}/tep/", f"/lam-viec/ho-so/{dossier.code}/quet/{OLD_PAPER}/"):
        assert stranger.get(address).status_code == 404
    assert dossier.code not in stranger.get("/lam-viec/so-hoa/").content.decode()
