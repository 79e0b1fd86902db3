"""The operator at the browser: sees the trouble, corrects, sends again, has proof in hand."""

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import run_pending
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.actions.receive_filing import receive_filing
from motcua.connectors.national_portal.actions.take_in_filing import take_in_filing
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.models import Difference, OutboxMessage
from motcua.connectors.national_portal.tests.lives import LIFE, RealTime, dossiers, happen
from motcua.connectors.national_portal.tests.test_filings import filing
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db
PLACE = "/lam-viec/trao-doi/"


@pytest.fixture
def operator(office: Office) -> Client:
    account = Account.objects.filter(tenures__post__role="administrator", tenures__valid_to__isnull=True).order_by("pk")[0]
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(client: Client, address: str = PLACE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_pages_of_an_exchange_that_has_not_begun(operator: Client) -> None:
    for place in ("", "bang-chung/", "doi-soat/", "nop-tu-cong/", "danh-muc/"):
        assert "Trao đổi" in read(operator, PLACE + place)


def test_a_line_that_is_down_says_since_when(office: Office, operator: Client, portal: NationalPortal, sandbox: Sandbox) -> None:
    happen("dossier.submitted", dossiers(2, office))
    sandbox.misbehave(national_portal="down")
    drain_outbox(portal)
    page = read(operator)
    assert "Cổng quốc gia hiện không nhận thông điệp" in page
    assert "503" in page


def test_a_message_set_aside_is_corrected_sent_again_and_proven(office: Office, operator: Client, portal: NationalPortal) -> None:
    [bad] = dossiers(1, office)
    Dossier.objects.filter(pk=bad.pk).update(owner_name=" ")
    for kind in LIFE:
        happen(kind, [bad])
    with RealTime() as time:
        for _ in range(4):
            drain_outbox(portal)
            time.later(hours=1)
        message = OutboxMessage.objects.get(state="set_aside")
        assert message.key in read(operator)
        Dossier.objects.filter(pk=bad.pk).update(owner_name="Nguyễn Thị Hoa")
        assert operator.post(f"{PLACE}gui-lai/{message.pk}/").status_code == 302
        assert operator.post(f"{PLACE}gui-lai/{message.pk + 9999}/").status_code == 302
        drain_outbox(portal)
    page = read(operator, f"{PLACE}bang-chung/?ma={bad.code}")
    for one in OutboxMessage.objects.select_related("call"):
        assert one.call is not None
        assert one.call.reply_sha256 in page
    assert Event.objects.filter(stream="exchange", kind="exchange.resent").count() == 1


def test_everything_once_more_is_asked_before_it_is_done(office: Office, operator: Client, portal: NationalPortal) -> None:
    some = dossiers(1, office)
    happen("dossier.submitted", some)
    drain_outbox(portal)
    asked = operator.post(f"{PLACE}gui-ho-so/", {"ma": some[0].code, "lam": "lai"})
    assert asked.status_code == 200
    assert OutboxMessage.objects.get().state == "sent"
    operator.post(f"{PLACE}gui-ho-so/", {"ma": some[0].code, "lam": "lai", "confirmed": "yes"})
    assert OutboxMessage.objects.get().state == "waiting"
    operator.post(f"{PLACE}gui-ho-so/", {"ma": some[0].code, "lam": "nay"})
    assert OutboxMessage.objects.count() == 2


def test_a_comparison_is_ordered_read_and_put_right(office: Office, operator: Client, portal: NationalPortal) -> None:
    lost, _ = some = dossiers(2, office)
    happen("dossier.submitted", some)
    Dossier.objects.filter(pk__in=[one.pk for one in some]).update(status="submitted")
    drain_outbox(portal)
    Dossier.objects.filter(pk=lost.pk).update(status="received")
    assert operator.post(f"{PLACE}doi-soat/chay/", {"tu": "2022-11-14", "den": "2022-11-01"}).status_code == 302
    assert operator.post(f"{PLACE}doi-soat/chay/", {"tu": "2022-11-14", "den": "2022-11-14"}).status_code == 302
    assert run_pending(raise_errors=True) == 1
    page = read(operator, f"{PLACE}doi-soat/")
    assert lost.code in page
    assert "Khác trạng thái" in page
    operator.post(f"{PLACE}doi-soat/{Difference.objects.get(code=lost.code).run_id}/gui/")
    assert OutboxMessage.objects.filter(dossier=lost, kind="snapshot").exists()


def test_filings_and_the_catalogue_are_shown(office: Office, operator: Client, portal: NationalPortal) -> None:
    take_in_filing(receive_filing(filing(office)).pk, portal)
    take_in_filing(receive_filing(filing(office, code="G22.99-5", MaTTHC="1.999999")).pk, portal)
    page = read(operator, f"{PLACE}nop-tu-cong/")
    assert "1.999999" in page
    assert Dossier.objects.get().code in page
    operator.post(f"{PLACE}danh-muc/gui/", {"ma": ["2.000635"]})
    run_pending()
    assert "2.000635" not in read(operator, f"{PLACE}danh-muc/")


def test_others_see_nothing(office: Office) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="dienbien.motcua"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(PLACE).status_code == 403
    assert client.post(f"{PLACE}gui-lai/").status_code == 403
