"""Operators see what was sent, content authors edit what is said."""

import pytest
from django.conf import settings
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.notices.api import Template
from motcua.onestop.notifications.api import load_messages
from tests.office import Office

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/mau-tin/dossier_returned/"


def official(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def _loaded(office: Office) -> None:
    load_messages(settings.PROVINCE / "messages")


def fields(**changes: str) -> dict[str, str]:
    current = Template.objects.select_related("current").get(key="dossier_returned").current
    assert current is not None
    texts = {
        f"{way}-{lang}-{part}": text for way, by in current.texts.items() for lang, parts in by.items() for part, text in parts.items()
    }
    return {**texts, **{name.replace("_", "-"): text for name, text in changes.items()}}


def title() -> str:
    current = Template.objects.select_related("current").get(key="dossier_returned").current
    assert current is not None
    return str(current.texts["inbox"]["vi"]["title"])


def test_an_author_drafts_sees_the_mistake_publishes_and_goes_back() -> None:
    author, before = official("bientap.tinh"), title()
    assert author.get("/lam-viec/mau-tin/").status_code == 200
    assert author.post(PAGE, fields(inbox_vi_title="Đã trả {ma}") | {"lam": "cong-bo"}).status_code == 302
    page = author.get(PAGE).content.decode()
    assert "{ma}" in page
    assert 'id="id_inbox-vi-title-error"' in page
    assert title() == before
    author.post(PAGE, fields(inbox_vi_title="Đã trả kết quả {code}!") | {"lam": "cong-bo"})
    assert title() == "Đã trả kết quả {code}!"
    assert title() in author.get(PAGE).content.decode()
    assert author.post(PAGE, {"lam": "quay-lai"}).status_code == 200, "asked first"
    assert author.post(PAGE, {"lam": "quay-lai", "confirmed": "yes"}).status_code == 302
    assert title() == before
    assert official("dienbien.motcua").get(PAGE).status_code == 403


def test_deliveries_are_for_operators_and_own_messages_for_every_official() -> None:
    assert official("quantri.tinh").get("/lam-viec/tin-nhan-gui/", {"tt": "failed", "ma": "H56"}).status_code == 200
    assert official("dienbien.motcua").get("/lam-viec/tin-nhan-gui/").status_code == 403
    clerk = official("dienbien.motcua")
    assert 'name="cach_work"' in clerk.get("/lam-viec/tin-nhan/").content.decode()
    assert clerk.post("/lam-viec/tin-nhan/", {"ngon_ngu": "vi"}).status_code == 302
    assert 'value="mail" checked' not in clerk.get("/lam-viec/tin-nhan/").content.decode()
