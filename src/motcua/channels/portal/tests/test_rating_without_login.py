"""Rating without a login: by the code on the slip, and at the tablet of the desk; once, and nothing more is opened by it."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from motcua.channels.ui.kiosk import make_kiosk
from motcua.kernel import clock
from motcua.onestop.desk.api import slip_pdf
from motcua.onestop.dossiers.api import Dossier, Slip, return_result
from motcua.onestop.evaluation.api import Ballot, rating_address, rating_proof, to_rate
from tests.halls import resolved, ward_hall
from tests.office import Office

TABLET = "/danh-gia/may/dien-bien/"


@pytest.fixture
def returned(office: Office) -> Dossier:
    """A dossier whose result was handed over at the ward's desk a moment ago."""
    dossier = resolved(office)
    return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=office.actor("dienbien.motcua"))
    dossier.refresh_from_db()
    return dossier


@pytest.fixture
def tablet() -> Client:
    """The device that stands in the hall."""
    device, response = Client(), HttpResponse()
    make_kiosk(response, ward_hall().slug)
    device.cookies = response.cookies
    return device


def test_the_code_on_the_slip_opens_the_rating_of_this_dossier_once(office: Office, returned: Dossier) -> None:
    address = f"/danh-gia/{returned.code}/{rating_proof(returned.code)}/"
    assert rating_address(returned.code).endswith(address)
    phone = Client()
    assert returned.code in phone.get(address).content.decode()
    assert "Cảm ơn" in phone.post(address, {"satisfied": "2"}).content.decode()
    assert Ballot.objects.get().way == "qr"
    assert phone.post(address, {"satisfied": "1"}).status_code == 409
    assert phone.get(f"/danh-gia/{returned.code}/{'a' * 20}/").status_code == 404
    other = rating_proof("H56.31.5-221114-9999")
    assert phone.post(f"/danh-gia/{returned.code}/{other}/", {"satisfied": "1"}).status_code == 404
    assert Ballot.objects.get().satisfied == 2
    slip = Slip.objects.get(dossier=returned, form="01")
    assert slip_pdf(slip.pk, actor=office.actor("dienbien.motcua")).startswith(b"%PDF")


def test_before_the_end_the_slip_says_when_to_come_back(office: Office) -> None:
    dossier = resolved(office)
    Dossier.objects.filter(pk=dossier.pk).update(status="in_process", ended_at=None)
    assert Client().get(f"/danh-gia/{dossier.code}/{rating_proof(dossier.code)}/").status_code == 409
    assert Client().post(f"/danh-gia/{dossier.code}/{rating_proof(dossier.code)}/", {"satisfied": "3"}).status_code == 409


def test_one_touch_at_the_tablet_rates_and_it_goes_back_to_the_start_of_itself(returned: Dossier, tablet: Client) -> None:
    question = tablet.get(TABLET)
    assert returned.code in question.content.decode(), "the only one is asked about at once"
    assert question["Refresh"] == f"90; url={TABLET}"
    assert returned.owner_name not in question.content.decode(), "the hall reads along"
    thanks = tablet.post(TABLET, {"ma": returned.code, "satisfied": "3"})
    assert thanks["Refresh"] == f"8; url={TABLET}"
    assert Ballot.objects.get().way == "kiosk"
    again = tablet.get(TABLET)
    assert returned.code not in again.content.decode()
    assert again["Refresh"] == f"15; url={TABLET}"
    assert tablet.post(TABLET, {"ma": returned.code, "satisfied": "1"}).status_code == 404
    assert Ballot.objects.get().satisfied == 3


def test_the_tablet_offers_only_what_was_just_handed_over_at_its_own_desk(office: Office, returned: Dossier, tablet: Client) -> None:
    assert [one.pk for one in to_rate(returned.receiver_id, clock.now())] == [returned.pk]
    assert to_rate(office.unit("15925/mot_cua").pk, clock.now()) == []
    with clock.frozen(clock.now() + timedelta(minutes=21)):
        assert returned.code not in tablet.get(TABLET).content.decode()
        assert tablet.post(TABLET, {"ma": returned.code, "satisfied": "1"}).status_code == 404
    assert tablet.post(TABLET, {"ma": returned.code, "satisfied": "9"}).status_code == 422
    stranger = Client()
    assert returned.code not in stranger.get(TABLET).content.decode()
    assert "Refresh" not in stranger.post(TABLET, {"ma": returned.code, "satisfied": "1"})
    assert not Ballot.objects.exists()
    assert "Refresh" in tablet.get("/danh-gia/?may=dien-bien")
    assert "Refresh" not in stranger.get("/danh-gia/?may=dien-bien")
