"""What every answer tells the browser: run nothing but our own files, load nothing from elsewhere, stand in nobody's frame."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.office import Office
from tests.security.pages_read import wrong_in
from tests.security.test_permission_matrix import address, client_of, pages
from tests.security.world import World, build

READERS = ("anonymous", "owner", "dienbien.motcua", "dienbien.tuphap", "dienbien.chutich", "kiemsoat.tinh", "bientap.tinh", "quantri.tinh")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ERRORS = ("/khong-co-trang-nay/", "/ho-so/KHONG-CO/", "/lam-viec/", "/api/v1/khong-co")


@pytest.fixture
def world(office: Office) -> World:
    return build(office)


def policy_of(reply: HttpResponse) -> dict[str, list[str]]:
    """The content security policy, by directive."""
    parts = [part.split() for part in reply.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: values for name, *values in parts}


def wrong_headers(reply: HttpResponse) -> list[str]:
    """Headers that are missing or too weak."""
    wrong = [f"{name}: {reply.headers.get(name)}" for name, value in ALWAYS.items() if reply.headers.get(name) != value]
    if "camera=()" not in reply.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    policy = policy_of(reply)
    framed = reply.headers.get("X-Frame-Options") == "SAMEORIGIN"
    is_file = not reply.headers.get("Content-Type", "").startswith("text/html")
    if policy.get("default-src") != ["'none'"]:
        wrong.append(f"default-src {policy.get('default-src')}")
    if policy.get("frame-ancestors") != (["'self'"] if framed else ["'none'"]) and not is_file:
        wrong.append(f"frame-ancestors {policy.get('frame-ancestors')}")
    if reply.headers.get("X-Frame-Options") not in ({"DENY", "SAMEORIGIN"} if is_file else {"DENY"}):
        wrong.append(f"X-Frame-Options {reply.headers.get('X-Frame-Options')}")
    scripts = {value for name in ("script-src", "script-src-elem", "script-src-attr") for value in policy.get(name, [])}
    if scripts - {"'self'"}:
        wrong.append(f"script-src {scripts}")
    if not is_file and policy.get("style-src") != ["'self'"]:
        wrong.append(f"style-src {policy.get('style-src')}")
    strange = [
        value
        for name, values in policy.items()
        if name != "form-action"
        for value in values
        if not value.startswith("'") and value not in {"data:", "blob:"}
    ]
    return wrong + [f"{value} may be loaded from" for value in strange]


def answers(world: World) -> Iterator[tuple[str, Any]]:
    """Every page as every kind of reader gets it."""
    for name in READERS:
        client = client_of(world, name)
        for route in pages():
            yield f"{route.pattern} by {name}", client.get(address(route, world))


def test_every_page_has_strict_headers_and_nothing_inline_and_loads_nothing_from_elsewhere(world: World) -> None:
    found, read = [], 0
    for what, reply in answers(world):
        found += [f"{what}: {one}" for one in wrong_headers(reply)]
        if reply.headers.get("Content-Type", "").startswith("text/html") and not reply.streaming:
            read += reply.status_code == 200
            found += [f"{what}: {one}" for one in wrong_in(reply.content.decode())]
    assert found == []
    assert read > 100


@pytest.mark.parametrize("path", ERRORS)
def test_errors_are_as_guarded_as_pages(world: World, path: str) -> None:
    for name in ("anonymous", "owner"):
        reply = client_of(world, name).get(path)
        assert reply.status_code >= 300
        assert wrong_headers(reply) == []
        assert wrong_in(reply.content.decode()) == []


def test_a_request_for_another_host_and_one_without_a_token_get_guarded_errors(world: World) -> None:
    strange = Client(headers={"Host": "evil.example"}).get("/")
    assert strange.status_code == 400
    forged = Client(enforce_csrf_checks=True).post("/dang-nhap/can-bo/", {"username": "x"})
    assert forged.status_code == 403
    for reply in (strange, forged):
        assert wrong_headers(reply) == []
        assert "evil.example" not in reply.content.decode()


def test_pages_of_somebody_who_is_logged_in_are_not_kept_by_the_browser(world: World) -> None:
    for name in ("owner", "dienbien.tuphap"):
        client = client_of(world, name)
        for route in pages():
            reply = client.get(address(route, world))
            assert "no-store" in reply.headers.get("Cache-Control", ""), f"{route.pattern} by {name}"


def cookies_of(client: Client) -> dict[str, Any]:
    """Every cookie the house sets: session, forgery token, language, what was typed before login."""
    client.get("/dang-nhap/can-bo/")
    client.get("/ngon-ngu/en/")
    client.post("/ho-so/X/rut/", {"ly_do": "thử"})
    return dict(client.cookies.items())


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    account = world.accounts["dienbien.motcua"]
    account.set_password("mat khau dai lam")
    account.save()
    client = Client()
    client.post("/dang-nhap/can-bo/", {"username": account.username, "password": "mat khau dai lam"})
    cookies = cookies_of(Client()) | cookies_of(client)
    assert {settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(cookies)
    open_ = {
        name: (one["httponly"], one["samesite"])
        for name, one in cookies.items()
        if not one["httponly"] or one["samesite"] not in {"Lax", "Strict"}
    }
    assert open_ == {}


def settings_under_https() -> dict[str, Any]:
    """What the settings say when the house is served over TLS."""
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_PROXY_SSL_HEADER",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        "PASSWORD_HASHERS",
    ]
    code = f"import json; from motcua.config import settings; print(json.dumps({{n: getattr(settings, n) for n in {names!r}}}))"
    environment = {**os.environ, "MOTCUA_HTTPS": "1", "MOTCUA_VAR": str(settings.VAR)}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_under_https_cookies_and_pages_travel_over_tls_only(world: World) -> None:
    under = settings_under_https()
    assert (under.pop("DEBUG"), under.pop("PASSWORD_HASHERS")) == (False, ["django.contrib.auth.hashers.Argon2PasswordHasher"])
    with override_settings(**under):
        client = Client()
        assert client.get("/").headers["Location"].startswith("https://")
        behind = client.get("/dang-nhap/can-bo/", headers={"X-Forwarded-Proto": "https"})
        assert behind.status_code == 200, "a proxy that ends TLS is not sent round in circles"
        reply = client.get("/dang-nhap/can-bo/", secure=True)
        assert int(re.findall(r"max-age=(\d+)", reply.headers["Strict-Transport-Security"])[0]) >= 31_536_000
        client.get("/ngon-ngu/en/", secure=True)
        client.force_login(world.accounts["owner"], backend="django.contrib.auth.backends.ModelBackend")
        client.get("/", secure=True)
        client.post("/ho-so/X/rut/", {"ly_do": "thử"}, secure=True)
        cookies = dict(client.cookies.items())
    assert settings.LANGUAGE_COOKIE_NAME in cookies
    assert [name for name, one in cookies.items() if not one["secure"]] == []


def own_assets() -> Iterator[Path]:
    """Every style sheet, script and drawing that we serve."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            if path.endswith((".css", ".js", ".svg")):
                yield Path(storage.path(path))


def test_our_own_assets_load_nothing_from_elsewhere() -> None:
    assets = [path for path in own_assets() if "motcua" in path.parts]
    assert len(assets) > 3
    found = []
    for path in assets:
        text = re.sub(r"/\*.*?\*/|xmlns(:\w+)?=\"[^\"]*\"|http://www\.w3\.org/\S+", "", path.read_text(), flags=re.DOTALL)
        found += [f"{path.name}: {one}" for one in re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text)]
        found += [f"{path.name}: {one}" for one in re.findall(r"\beval\(|new Function\(|innerHTML\s*=|document\.write", text)]
        if path.suffix == ".svg":
            found += [f"{path.name}: {one}" for one in re.findall(r"<script|\son\w+=|<foreignObject", text)]
    assert found == []


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color:red">',
        '<a onclick="x()">',
        "<script>1</script>",
        "<style>p{}</style>",
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//cdn.example/x.png">',
        '<a href="javascript:alert(1)">',
        '<form action="https://evil.example/">',
        '<svg><use xlink:href="https://evil.example/#a"/></svg>',
        '<a target="_blank" href="/x">',
    ],
)
def test_the_reader_of_pages_finds_a_planted_fault(fault: str) -> None:
    assert wrong_in(fault)


def test_the_reader_of_headers_finds_a_weak_policy(world: World) -> None:
    reply: Any = Client().get("/")
    assert wrong_headers(reply) == []
    for weak in ("script-src 'self' 'unsafe-inline'", "script-src 'self' https://cdn.example", "frame-ancestors *"):
        name = weak.partition(" ")[0]
        strict = reply.headers["Content-Security-Policy"]
        reply.headers["Content-Security-Policy"] = re.sub(rf"{name} [^;]*", weak, strict)
        assert wrong_headers(reply) != [], weak
        reply.headers["Content-Security-Policy"] = strict
