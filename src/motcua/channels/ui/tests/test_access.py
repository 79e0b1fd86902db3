"""Every address says who may open it, and the guard keeps it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from motcua.blocks.permissions.api import declare
from motcua.channels.ui import guard
from motcua.channels.ui.guard import Access, citizen_only, guarded, official_only, public, routes
from motcua.kernel.actor import Actor, Holding
from motcua.kernel.errors import Forbidden

SEE = declare("ui_test.see", "look at the test", roles=["auditor"])
OURS = ("motcua.channels.portal", "motcua.channels.ui", "motcua.channels.workspace")


def undeclared() -> list[str]:
    return [route.pattern for route in routes() if route.access is None and route.module.startswith(OURS)]


def test_every_route_of_portal_workspace_and_design_system_declares_its_access() -> None:
    assert undeclared() == []
    assert len(routes()) > 3


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all by mistake")


forgotten.__module__ = "motcua.channels.portal.views"
urlpatterns = [path("quen/", forgotten)]


@override_settings(ROOT_URLCONF="motcua.channels.ui.tests.test_access")
def test_a_forgotten_declaration_is_found() -> None:
    assert undeclared() == ["quen/"]


def request_as(actor: Actor | None, method: str = "GET", path: str = "/viec/") -> HttpRequest:
    request = RequestFactory().generic(method, path)
    request.user = AnonymousUser()
    request.session = SessionStore()
    if actor:
        vars(request)["known_actor"] = actor
    return request


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


CITIZEN = Actor(kind="citizen", name="Lê Thị Hồng Nhung", account_id=1, party_id=1)
AUDITOR = Actor(kind="official", name="Trịnh Văn Bình", account_id=2, holdings=(Holding("auditor", 1, "/1/", 1),))
CLERK = Actor(kind="official", name="Lê Văn An", account_id=3, holdings=(Holding("desk_officer", 1, "/1/", 2),))


@pytest.mark.parametrize(
    ("decorate", "actor", "gets_in"),
    [
        (public, None, True),
        (citizen_only, CITIZEN, True),
        (citizen_only, CLERK, False),
        (official_only, CLERK, True),
        (official_only, CITIZEN, False),
        (guarded(SEE), AUDITOR, True),
        (guarded(SEE), CLERK, False),
        (guarded(SEE), CITIZEN, False),
    ],
)
def test_the_guard_lets_in_whom_the_declaration_names(decorate, actor, gets_in) -> None:
    view = decorate(answer)
    if gets_in:
        assert view(request_as(actor)).content == b"in"
    else:
        with pytest.raises(Forbidden):
            view(request_as(actor))


@pytest.mark.parametrize("decorate", [citizen_only, official_only, guarded(SEE)])
def test_a_stranger_is_sent_to_log_in_and_back(decorate) -> None:
    response = decorate(answer)(request_as(None, path="/viec/?trang=2"))
    assert response.status_code == 302
    assert response["Location"] == "/dang-nhap/?next=%2Fviec%2F%3Ftrang%3D2"


def test_the_declaration_can_be_read_from_the_view() -> None:
    assert vars(guarded(SEE)(answer))["access"] == Access("capability", SEE)
    assert guard.routes("giao-dien/")[0].access == Access("public")


@pytest.mark.django_db
def test_every_page_carries_strict_headers(client: Client) -> None:
    response = client.get("/giao-dien/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Permissions-Policy"]
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
