"""My messages in the browser: read, choose how I am told, leave."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.notices.api import Notice, Reader, leaving_token, reader_sheet
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import save_answers, start_draft, submit_dossier
from motcua.onestop.notifications.api import load_messages
from tests.office import DIEN_BIEN, Office
from tests.security.world import ANSWERS, EXTRACT, STRANGER

pytestmark = pytest.mark.django_db


def logged_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def owner(office: Office) -> Actor:
    load_messages(settings.PROVINCE / "messages")
    owner = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=owner)
    save_answers(draft.key, values=ANSWERS, actor=owner)
    submit_dossier(draft.key, actor=owner)
    while drain() or run_pending():
        pass
    return owner


def test_messages_are_counted_in_the_header_opened_and_marked(office: Office, owner: Actor) -> None:
    client, stranger = logged_in(owner), logged_in(office.citizen(STRANGER))
    notice = Notice.objects.get(template_key="dossier_submitted")
    waiting = Notice.objects.filter(shown=True).count()
    page = client.get("/tin-nhan/").content.decode()
    assert f'<span class="count numeric">{waiting}<' in page
    assert f'href="/tin-nhan/{notice.pk}/"' in page
    assert stranger.get(f"/tin-nhan/{notice.pk}/").status_code == 404
    opened = client.get(f"/tin-nhan/{notice.pk}/").content.decode()
    assert f'href="{notice.link}"' in opened
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert client.post("/tin-nhan/da-doc/").status_code == 302
    assert not Notice.objects.filter(shown=True, read_at__isnull=True).exists()
    assert 'class="count numeric"' not in client.get("/tin-nhan/").content.decode()


def test_ways_are_chosen_and_required_news_stay(owner: Actor) -> None:
    client = logged_in(owner)
    assert client.get("/tin-nhan/cach-nhan/").status_code == 200
    chosen = {"cach_dossier": ["mail"], "cach_post": ["sms"], "ngon_ngu": "en"}
    assert client.post("/tin-nhan/cach-nhan/", chosen).status_code == 302
    sheet = reader_sheet(Reader("party", owner.party_id or 0))
    ways = {row.topic.key: row.ways for row in sheet.topics}
    assert (sheet.language, ways["dossier"], ways["post"], ways["vault"]) == ("en", {"inbox", "mail"}, {"sms"}, frozenset())
    wrong = client.post("/tin-nhan/dia-chi/mail/", {"dia_chi_mail": "không phải thư"})
    assert wrong.status_code == 422
    assert 'id="id_dia_chi_mail-error"' in wrong.content.decode()
    assert client.post("/tin-nhan/dia-chi/sms/", {"dia_chi_sms": "0987 654 321"}).status_code == 302
    assert 'name="ma_sms"' in client.get("/tin-nhan/cach-nhan/").content.decode()
    assert client.post("/tin-nhan/dia-chi/sms/", {"ma_sms": "1"}).status_code == 422


def test_a_mail_is_left_by_one_click_without_login_and_only_that_mail(owner: Actor) -> None:
    reader = Reader("party", owner.party_id or 0)
    outside = Client(enforce_csrf_checks=True)
    address = f"/tin-nhan/thoi/{leaving_token(reader, 'vault')}/"
    assert outside.get(address).status_code == 200
    assert "mail" in {row.topic.key: row.ways for row in reader_sheet(reader).topics}["vault"], "looking changes nothing"
    assert outside.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    ways = {row.topic.key: row.ways for row in reader_sheet(reader).topics}
    assert "mail" not in ways["vault"]
    assert "mail" in ways["dossier"]
    assert outside.post(f"/tin-nhan/thoi/{leaving_token(reader, 'dossier')}/").status_code == 200
    assert "mail" in {row.topic.key: row.ways for row in reader_sheet(reader).topics}["dossier"]
    assert outside.post("/tin-nhan/thoi/forged/").status_code == 404
