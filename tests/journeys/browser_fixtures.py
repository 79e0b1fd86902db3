"""Fixtures of all tests in the browser: one site, one browser, one cast."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser_house import House, Watch
from tests.journeys.browser_site import Site, running_site

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
    "--lang=vi",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running program with the whole province, empty of dossiers.

    MOTCUA_TRY_SITE names one that runs already (address,sandbox,folder): quicker while writing a test.
    """
    given = os.environ.get("MOTCUA_TRY_SITE", "")
    if given:
        url, sandbox_url, var = given.split(",")
        yield Site(url, sandbox_url, Path(var))
        return
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system, without a head."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "the browser tests need Chromium: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env={**os.environ, "LANGUAGE": "vi"})
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def everyone(site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(browser, site, tmp_path_factory.mktemp("papers"), Watch())


@pytest.fixture
def house(everyone: House, request: pytest.FixtureRequest) -> Iterator[House]:
    """The cast, watched during one test; when it fails the ends of the server's logs are told."""
    everyone.watch.take()
    failed_before = request.session.testsfailed
    yield everyone
    found = everyone.watch.take()
    if found or request.session.testsfailed > failed_before:
        request.node.add_report_section("teardown", "logs of the site", everyone.site.logs())
    assert not found, found


@pytest.fixture
def pictures() -> Path:
    return Path(__file__).resolve().parents[2] / "docs" / "pictures"
