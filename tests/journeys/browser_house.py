"""One browser for all journeys, a logged-in window per person, and a watch on what the pages do behind our backs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, Route

from tests.journeys.browser_book import holder
from tests.journeys.browser_citizen import Citizen
from tests.journeys.browser_official import Official
from tests.journeys.browser_person import Visitor
from tests.journeys.browser_site import Site

HOA = "vneid-038185004217"
PHONE = {"width": 390, "height": 844}
OWN = ("http://127.0.0.1:", "data:", "blob:", "about:", "chrome://", "chrome-extension://")  # the browser's own PDF viewer is an extension
DESKTOP = {"width": 1280, "height": 900}
PAPERS = re.compile(r"/lam-viec/.*(/giay-to/\d+/|\.pdf)$")


@dataclass
class Watch:
    """What no page may do: ask another machine, break its own security policy, fail in a script or on the server."""

    found: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a window."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script error: {error.error}"))

    def take(self) -> list[str]:
        """What was found since the last look."""
        found, self.found = self.found, []
        return found

    def _request(self, request: Request) -> None:
        if not request.url.startswith(OWN):
            self.found.append(f"asks another machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.status} from {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.found.append(f"security policy: {message.text}")


class House:
    """The people of the journeys, each with a window that stays logged in."""

    def __init__(self, browser: Browser, site: Site, papers: Path, watch: Watch) -> None:
        self.browser, self.site, self.papers, self.watch = browser, site, papers, watch
        self._known: dict[tuple[str, str], Any] = {}

    def window(self, **options: Any) -> Page:
        """A fresh window that knows nobody."""
        context = self.browser.new_context(base_url=self.site.url, locale="vi-VN", **{"viewport": DESKTOP, **options})
        context.set_default_timeout(10_000)
        self.watch.over(context)
        return context.new_page()

    def citizen(self, subject: str = HOA, level: int = 2) -> Citizen:
        """A citizen on a phone, logged in by the electronic identity."""

        return self._once("citizen", subject, lambda: self.new_citizen(subject, level, viewport=PHONE, has_touch=True))

    def new_citizen(self, subject: str = HOA, level: int = 2, **options: Any) -> Citizen:
        """A citizen at another device, just logged in."""
        person = Citizen(self.window(**options), self.papers)
        person.log_in(subject, level)
        return person

    def official(self, username: str) -> Official:
        """An official at a desk, logged in by password."""

        return self._once("official", username, lambda: self.new_official(username))

    def new_official(self, username: str, *, draw_papers: bool = False, **options: Any) -> Official:
        """An official at another computer, just logged in."""
        person = Official(self.window(**options), self.papers)
        if not draw_papers:
            person.page.context.route(PAPERS, self._show_paper)
        person.log_in(username)
        return person

    def post(self, unit: str, role: str) -> Official:
        """Whoever holds a post."""
        return self.official(holder(unit, role))

    def anybody(self) -> Visitor:
        """Somebody who does not log in."""
        return self._once("anybody", "", lambda: Visitor(self.window(viewport=PHONE), self.papers))

    def _show_paper(self, route: Route) -> None:
        """A paper in the frame beside: fetched and judged, but not drawn, for the browser's PDF viewer takes seconds."""
        try:
            paper = route.fetch()
            if not paper.ok or not paper.headers["content-type"].startswith(("application/pdf", "image/")):
                self.watch.found.append(f"{paper.status} {paper.headers.get('content-type')} from {route.request.url}")
            route.fulfill(status=204)
        except Error:
            pass  # the person has left the page meanwhile

    def _once(self, kind: str, name: str, make: Callable[[], Any]) -> Any:
        if (kind, name) not in self._known:
            self._known[kind, name] = make()
        return self._known[kind, name]
