"""Where no connector reports what another system decides, the specialist enters it by hand."""

from collections.abc import Callable

from django.test import Client

from motcua.blocks.events.api import Event
from motcua.onestop.dossiers import ports
from motcua.onestop.dossiers.api import Status
from tests import life
from tests.office import Office

Browser = Callable[[str], Client]


def test_what_the_other_system_decided_is_entered_with_its_code(browser: Browser, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(ports, "_register", None)
    dossier = life.company(office)
    address = f"/lam-viec/ho-so/{dossier.code}/he-thong-khac/"
    clerk = browser("sokhdt.dkkd")
    assert address in clerk.get(f"/lam-viec/ho-so/{dossier.code}/").content.decode()
    wrong = clerk.post(address, {"status": "refused", "foreign_code": "", "comment": ""})
    assert wrong.status_code == 422
    clerk.post(address, {"status": "in_process", "foreign_code": "DKKD-77"})
    assert (life.fresh(dossier).status, life.fresh(dossier).foreign_code) == (Status.IN_PROCESS, "DKKD-77")
    clerk.post(address, {"status": "registered", "foreign_code": "DKKD-77"})
    assert life.fresh(dossier).status == Status.RESOLVED
    told = Event.objects.filter(kind="dossier.external_status", stream_id=dossier.pk)
    assert {event.actor_name for event in told} == {office.actor("sokhdt.dkkd").name}


def test_with_a_connector_nobody_enters_it(browser: Browser, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(ports, "_register", object())
    dossier = life.company(office)
    address = f"/lam-viec/ho-so/{dossier.code}/he-thong-khac/"
    clerk = browser("sokhdt.dkkd")
    assert address not in clerk.get(f"/lam-viec/ho-so/{dossier.code}/").content.decode()
    assert "banner-bad" in clerk.get(address, follow=True).content.decode()
