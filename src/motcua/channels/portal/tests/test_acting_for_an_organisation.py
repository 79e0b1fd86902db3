"""Staff act for an organisation in the browser; a right taken back ends in the very next request."""

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event
from motcua.ground.parties.api import Party, Representation, admit_representative
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Draft
from tests.office import HOA, Office
from tests.security.world import EXTRACT, STRANGER

pytestmark = pytest.mark.django_db


def logged_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def company(office: Office) -> Party:
    return Party.objects.get(tax_code="2809999903")


def test_the_chief_adds_staff_who_apply_for_the_company_until_the_right_is_taken_back(office: Office, company: Party) -> None:
    hoa, thanh = office.citizen(HOA), office.citizen(STRANGER)
    admit_representative(company, Party.objects.get(pk=thanh.party_id))
    chief, staff = logged_in(thanh), logged_in(hoa)
    assert staff.post("/to-chuc/chon/", {"to_chuc": company.pk}).status_code == 403
    assert chief.post("/to-chuc/nguoi-dai-dien/", {"so_dinh_danh": HOA["SoDinhDanh"]}).status_code == 302, "not chosen yet: told, not done"
    assert Representation.objects.count() == 1
    assert chief.post("/to-chuc/chon/", {"to_chuc": company.pk}).status_code == 302
    assert "Lê Văn Thành (Công ty TNHH Thương mại Sông Mã)" in chief.get("/to-chuc/").content.decode()
    wrong = chief.post("/to-chuc/nguoi-dai-dien/", {"so_dinh_danh": "1", "vai_tro": "staff"})
    assert wrong.status_code == 422
    added = {"so_dinh_danh": HOA["SoDinhDanh"], "vai_tro": "staff", "pham_vi": ["apply"]}
    assert chief.post("/to-chuc/nguoi-dai-dien/", added).status_code == 302

    assert staff.post("/to-chuc/chon/", {"to_chuc": company.pk}).status_code == 302
    unit = office.unit("14767")
    assert staff.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": unit.pk}).status_code == 302
    draft = Draft.objects.get()
    assert draft.party == company
    assert staff.get(f"/nhap/{draft.key}/").status_code == 200
    page = staff.get("/to-chuc/nguoi-dai-dien/").content.decode()
    assert "Nguyễn Thị Hoa" in page
    assert 'name="so_dinh_danh"' not in page, "staff sees the list and cannot change it"

    right = Representation.objects.get(kind="staff")
    assert chief.post(f"/to-chuc/nguoi-dai-dien/{right.pk}/thoi/").status_code == 302
    assert staff.get(f"/nhap/{draft.key}/").status_code == 404, "in the very next request"
    assert "Công ty TNHH Thương mại Sông Mã" not in staff.get("/ho-so-cua-toi/").content.decode()
    told = Event.objects.filter(kind="party.representation_ended").get()
    assert told.actor_name == "Lê Văn Thành (Công ty TNHH Thương mại Sông Mã)"
    assert told.actor_id == thanh.account_id


def test_staff_without_the_scope_cannot_apply(office: Office, company: Party) -> None:
    hoa = office.citizen(HOA)
    Representation.objects.create(
        organisation=company, person_id=hoa.party_id, kind="staff", scope=["read"], valid_from="2022-01-01", granted_by="x",
        granted_at="2022-01-01T00:00:00+07:00",
    )  # fmt: skip
    staff = logged_in(hoa)
    staff.post("/to-chuc/chon/", {"to_chuc": company.pk})
    assert staff.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": office.unit("14767").pk}).status_code == 403
    assert not Draft.objects.exists()
    staff.post("/to-chuc/chon/", {"to_chuc": ""})
    assert staff.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": office.unit("14767").pk}).status_code == 302
    assert Draft.objects.get().party_id == hoa.party_id
