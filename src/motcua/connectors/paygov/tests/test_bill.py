"""GET_BILL over real sockets in both directions: the platform gets the receipts of what it took, once for each genuine question."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from motcua.blocks.events.api import Event
from motcua.connectors.paygov.actions.hand_out_bill import OLDEST
from motcua.connectors.paygov.models import BillAsked
from motcua.connectors.paygov.rules import messages as m
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.api import note_report, open_requests, start_payment, take_cash
from motcua.onestop.payments.ports import Report
from tests.money import FakeGateway, submitted
from tests.money import joined as joined
from tests.office import Office
from tests.sandbox_process import Sandbox, running_sandbox

ADDRESS = "/doi-tac/paygov/bien-lai/"
SECRET = "bi-mat"


@pytest.fixture
def paid(office: Office, joined: dict[str, FakeGateway]) -> Dossier:
    """A dossier whose fee the platform took."""
    dossier = submitted(office)
    (request,) = open_requests(dossier.pk, actor=SYSTEM)
    one = start_payment(dossier.code, request.pk, gateway="paygov", actor=office.citizen())
    note_report("paygov", Report(one.reference, "paid", one.amount, "GD1", "VCB", clock.now()))
    return dossier


@pytest.fixture
def secret(settings: Any) -> None:
    settings.PAYGOV = {"url": "http://127.0.0.1:9", "secret": SECRET, "partner": "DT", "callback": "", "beneficiary": ""}


def question(dossier: Dossier, **changes: object) -> dict[str, object]:
    """A genuine question about a dossier."""
    asked = {"LoaiBanTin": "GET_BILL", "MaDoiTac": "DT", "MaYeuCau": "0" * 32, "MaThamChieu": "", "MaHoSo": dossier.code}
    return m.sealed({**asked, "ThoiGianGD": m.moment_text(clock.real_now()), **changes}, m.GET_BILL, SECRET)


def told(asked: dict[str, object]) -> tuple[int, dict[str, Any]]:
    reply = Client(enforce_csrf_checks=True).post(ADDRESS, asked, "application/json")
    return reply.status_code, reply.json() if reply.content.startswith(b"{") else {}


@pytest.fixture
def platform(tmp_path: Any, live_server: LiveServer, settings: Any) -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_PUBLIC_URL", live_server.url)
        with running_sandbox(tmp_path) as running:
            settings.PAYGOV = {**settings.PAYGOV, "secret": (running.var / "sandbox" / "paygov.secret").read_text()}
            settings.PAYGOV["partner"] = "MOTCUA-THANHHOA"
            yield running


@pytest.mark.django_db(transaction=True)
def test_the_platform_asks_over_the_wire_genuine_forged_and_twice(paid: Dossier, platform: Sandbox) -> None:
    def answers(**asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = httpx.post(f"{platform.url}/paygov/hoi-bien-lai", json=asked, timeout=30).json()["answers"]
        return found

    (good,) = answers(MaHoSo=paid.code)
    assert (good["status"], good["genuine"], good["pdf"]) == (200, True, ["%PDF-"])
    assert (good["answer"]["TongSoTien"], good["answer"]["MaHoSo"]) == (16_000, paid.code)
    platform.misbehave(paygov="forged")
    (forged,) = answers(MaHoSo=paid.code)
    assert (forged["status"], forged["pdf"], forged["answer"]["MaHoSo"]) == (401, [], "")
    platform.misbehave(paygov="double")
    first, replayed = answers(MaThamChieu=good["answer"]["DSBienLai"][0]["MaThamChieu"])
    assert (first["status"], replayed["status"], replayed["pdf"], replayed["genuine"]) == (200, 409, [], True)
    assert Event.objects.filter(kind="personal_data.read", payload__purpose="paygov").count() == 2, "the owner sees who read it"


def test_only_what_this_gateway_took_is_handed_out(office: Office, joined: dict[str, FakeGateway], secret: None) -> None:
    dossier = submitted(office)
    take_cash(dossier.code, amount=16_000, actor=office.actor("dienbien.motcua"))
    assert told(question(dossier))[0] == 404
    assert told(question(dossier, MaHoSo="", MaYeuCau="1" * 32))[0] == 404
    assert not BillAsked.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"MaDoiTac": "ANOTHER"}, 401),
        ({"LoaiBanTin": "QUERY"}, 401),
        ({"MaYeuCau": "short"}, 400),
        ({"ThoiGianGD": "gestern"}, 400),
        ({"ThoiGianGD": ""}, 409),
    ],
)
def test_a_question_that_does_not_hold_gets_no_receipt(paid: Dossier, secret: None, wrong: dict[str, object], status: int) -> None:
    answered, answer = told(question(paid, **wrong))
    assert answered == status
    assert not answer.get("DSBienLai")


@pytest.mark.parametrize("away", [-(OLDEST + timedelta(seconds=5)), timedelta(minutes=2)])
def test_an_old_question_or_one_from_the_future_is_refused(paid: Dossier, secret: None, away: timedelta) -> None:
    assert told(question(paid, ThoiGianGD=m.moment_text(clock.real_now() + away)))[0] == 409


def test_a_question_changed_on_the_way_is_refused(paid: Dossier, secret: None) -> None:
    assert told({**question(paid), "MaHoSo": "H56.31.5-221114-0002"})[0] == 401
    assert Client().post(ADDRESS, b" " * 9000, "application/json").status_code == 413
    assert Client().get(ADDRESS).status_code == 405
