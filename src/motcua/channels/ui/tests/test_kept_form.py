"""A session that ends in the middle of a form loses nothing."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from motcua.blocks.accounts.api import Account
from motcua.channels.ui import kept
from motcua.channels.ui.guard import citizen_only
from motcua.channels.ui.models import KeptForm
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


@citizen_only
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} {request.POST.get('ho_ten', '')} {request.POST.getlist('giay')}")


urlpatterns = [path("don/", form), path("", include("motcua.channels.ui.urls")), path("", include("motcua.channels.portal.urls"))]
here = override_settings(ROOT_URLCONF="motcua.channels.ui.tests.test_kept_form")
TYPED = {"ho_ten": "Lê Thị <Hồng> Nhung", "giay": ["a", "b"]}


@pytest.fixture
def citizen() -> Account:
    return Account.objects.create(username="eid:1", name="Lê Thị Hồng Nhung", kind=Account.Kind.CITIZEN)


@here
def test_what_was_typed_comes_back_after_login_with_one_press(client: Client, citizen: Account) -> None:
    sent = client.post("/don/", TYPED)
    assert sent["Location"] == "/dang-nhap/?next=%2Fdon%2F&expired=1"
    client.force_login(citizen)
    offered = client.get("/don/")
    assert offered.templates[0].name == "ui/kept.html"
    assert "Lê Thị &lt;Hồng&gt; Nhung" in offered.content.decode()
    assert client.get("/don/").templates, "looking twice loses nothing"
    values = {name: [v for n, v in offered.context["values"] if n == name] for name, _ in offered.context["values"]}
    assert values == {"ho_ten": [TYPED["ho_ten"]], "giay": ["a", "b"]}
    assert client.post("/don/", values).content.decode() == "POST Lê Thị <Hồng> Nhung ['a', 'b']"
    assert not KeptForm.objects.exists()


@here
def test_nothing_readable_lies_in_the_database(client: Client) -> None:
    client.post("/don/", TYPED)
    row = KeptForm.objects.get()
    assert "Nhung" not in row.content
    assert client.cookies[kept.COOKIE].value not in (row.key, row.content)
    assert client.cookies[kept.COOKIE]["httponly"]


@here
def test_a_password_is_never_kept(client: Client, citizen: Account) -> None:
    client.post("/don/", {**TYPED, "password": "mat-khau-bi-mat"})
    client.force_login(citizen)
    offered = client.get("/don/")
    assert "password" not in {name for name, _ in offered.context["values"]}
    assert "mat-khau-bi-mat" not in offered.content.decode()


@here
def test_another_browser_gets_nothing(client: Client, citizen: Account) -> None:
    client.post("/don/", TYPED)
    stranger = Client()
    stranger.force_login(citizen)
    assert stranger.get("/don/").content == b"GET  []"


@here
def test_it_is_offered_only_on_its_own_page_and_only_for_half_an_hour(client: Client, citizen: Account) -> None:
    client.post("/don/?b=1", TYPED)
    client.force_login(citizen)
    assert client.get("/don/").content == b"GET  []"
    KeptForm.objects.update(expires_at=clock.real_now() - timedelta(seconds=1))
    assert client.get("/don/?b=1").content == b"GET  []"


@here
def test_who_does_not_want_it_gets_a_fresh_form(client: Client, citizen: Account) -> None:
    client.post("/don/", TYPED)
    client.force_login(citizen)
    assert client.get("/giu-lai/bo/?next=/don/")["Location"] == "/don/"
    assert client.get("/don/").content == b"GET  []"
    assert not KeptForm.objects.exists()


def test_what_is_huge_is_not_kept() -> None:
    request = RequestFactory().post("/don/", {"a": "x" * (kept.MOST_BYTES + 1)})
    response = HttpResponse()
    assert kept.keep(request, response) is False
    assert not KeptForm.objects.exists()
    assert kept.COOKIE not in response.cookies


@here
def test_an_old_form_token_keeps_the_values_when_the_form_is_ours() -> None:
    strict = Client(enforce_csrf_checks=True)
    ours = strict.post("/don/", TYPED, headers={"Origin": "http://testserver"})
    assert (ours.status_code, ours["Location"]) == (302, "/don/")
    assert KeptForm.objects.count() == 1


@here
def test_a_foreign_page_cannot_plant_values() -> None:
    strict = Client(enforce_csrf_checks=True)
    foreign = strict.post("/don/", TYPED, headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    assert not KeptForm.objects.exists()
