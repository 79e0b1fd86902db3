"""A person at a browser: opening pages, filling in what is asked, pressing the button."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page, expect

_INPUTS = """() => [...document.querySelectorAll('main form [name]')].map(one => [one.name, one.type])"""


class Visitor:
    """Anybody with a browser. Pages must answer well; every wait is for something that shall be seen."""

    def __init__(self, page: Page, papers: Path) -> None:
        self.page, self.papers = page, papers

    def open(self, address: str, *, status: int = 200) -> None:
        """Open a page of the site; its answer must have the status."""
        response = self.page.goto(address, wait_until="domcontentloaded")
        assert response is not None, address
        assert response.status == status, f"{address}: {response.status}, {self.text()[:400]}"

    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def sees(self, words: str) -> None:
        """The words stand on the page (it may still be coming)."""
        expect(self.page.locator("main")).to_contain_text(words)

    def button(self, inside: str = "main") -> Locator:
        """The main button of the page: what the page is there for."""
        return self.page.locator(f"{inside} .buttons button.button:not(.button-quiet)").last

    def press(self, inside: str = "main") -> None:
        """Press the main button and wait for what comes."""
        self.go(self.button(inside).click)

    def follow(self, href: str) -> None:
        """Follow the link whose address contains the words."""
        self.go(self.page.locator(f"main a[href*='{href}']").first.click)

    def go(self, act: Callable[[], None]) -> None:
        """Do something that opens a page, and wait until it is there."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            act()

    def fill(self, typed: Mapping[str, Sequence[str]]) -> list[str]:
        """Fill in the inputs that the page has; returns the names of those filled."""
        filled = []
        for name, kind in self.inputs():
            if name in typed and name not in filled:
                self.enter(name, kind, typed[name])
                filled.append(name)
        return filled

    def inputs(self) -> list[tuple[str, str]]:
        """Name and kind of every input of the page's forms."""
        found: list[tuple[str, str]] = self.page.evaluate(_INPUTS)
        return found

    def enter(self, name: str, kind: str, texts: Sequence[str]) -> None:
        """One question: type, choose or tick."""
        inputs = self.page.locator(f"main [name='{name}']")
        if kind in ("radio", "checkbox"):
            for text in texts:
                chosen = self.page.locator(f"main [name='{name}'][value='{text}']")
                if text != "false" or chosen.count():
                    chosen.check()
        elif kind == "select-one":
            inputs.select_option(texts[0])
        else:
            inputs.fill(texts[0])

    def tag(self) -> str:
        """The status of the dossier on this page."""
        return self.page.locator("main .tag").first.inner_text()

    def errors(self) -> list[str]:
        """What the page says is wrong."""
        return self.page.locator(".error-summary li, .error-text").all_inner_texts()

    def until(self, address: str, there: Callable[[], Any], what: str, seconds: float = 30) -> None:
        """Open a page again and again until something is there that a background job makes."""
        deadline = monotonic() + seconds
        self.open(address)
        while not there():
            assert monotonic() < deadline, f"{what} did not come within {seconds:.0f} s: {self.text()[:600]}"
            self.page.wait_for_timeout(150)
            self.open(address)

    def check_document(self, document: bytes) -> str:
        """Upload a document on the public page of verification; what the page says, and in which tone."""
        self.open("/xac-minh/")
        self.page.locator("input[name=tep]").set_input_files({"name": "ket-qua.pdf", "mimeType": "application/pdf", "buffer": document})
        self.go(self.page.locator("main form[method=post] button").click)
        return self.verdict()

    def check_code(self, code: str) -> str:
        """Type the code printed under the QR."""
        self.open("/xac-minh/")
        self.page.locator("input[name=ma]").fill(code)
        self.go(self.page.locator("main form[method=get] button").click)
        return self.verdict()

    def verdict(self) -> str:
        banner = self.page.locator("main .banner[role=status]")
        if not banner.count():
            return "; ".join(self.errors())
        tone = (banner.first.get_attribute("class") or "").split("banner-")[-1]
        return f"{tone}: {banner.first.inner_text()}"

    def download(self, href: str) -> bytes:
        """The file behind a link of this page, fetched as this person."""
        address = self.page.locator(f"main a[href*='{href}']").first.get_attribute("href")
        assert address, f"no link to {href}"
        response = self.page.request.get(address)
        assert response.status == 200, f"{address}: {response.status}"
        return response.body()
