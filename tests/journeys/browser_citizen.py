"""A citizen: logs in by the electronic identity, applies, follows, withdraws, fetches the result."""

import re
from collections.abc import Callable

from tests.journeys.browser_book import Worked, place_in_words
from tests.journeys.browser_papers import pdf
from tests.journeys.browser_person import Visitor

MOST_STEPS = 40


class Citizen(Visitor):
    """What a citizen does on the portal."""

    def log_in(self, subject: str, level: int = 2, start: str = "/ho-so-cua-toi/") -> None:
        """By the stand-in of the electronic identity, from the login page on."""
        self.open(start)
        self.follow("/eid/vao/")
        self.agree(subject, level)
        assert "/eid/" not in self.page.url, self.page.url

    def agree(self, subject: str, level: int = 2) -> None:
        """On the page of the identity provider: choose oneself and agree."""
        self.page.locator(f"input[name=citizen][value='{subject}']").check()
        self.page.locator(f"input[name=level][value='{level}']").check()
        self.go(self.page.locator("button[value=agree]").click)

    def apply(self, worked: Worked, *, only: Callable[[str], bool] = lambda _paper: True) -> str:
        """Apply online with the worked answers and every paper asked for; returns the code of the dossier."""
        self.begin(worked)
        self.answer_all(worked)
        self.attach_all(only)
        return self.send()

    def begin(self, worked: Worked) -> None:
        """From the page of the procedure to the first question."""
        self.open(f"/thu-tuc/{worked.code}/")
        self.follow(f"/thu-tuc/{worked.code}/nop/")
        self.choose_office(worked)
        assert "/nhap/" in self.page.url, self.text()[:400]

    def choose_office(self, worked: Worked) -> None:
        """The office that shall handle it, looked for by name where there are many."""
        if self.page.locator("form.finder").count():
            name = place_in_words(worked.body).split(",")[0]
            self.page.locator("#ten").fill(name)
            self.go(self.page.locator("form.finder button").click)
            self.page.locator("main label.option", has_text=name).first.click()
        else:
            self.page.locator("main input[name=unit]").first.check()
        self.press()

    def answer_all(self, worked: Worked) -> None:
        """Every question page, as it comes."""
        for _ in range(MOST_STEPS):
            page_id = self.page_id()
            if not page_id:
                return
            self.answer(worked, page_id)
        raise AssertionError(f"the form does not end: {self.page.url}")

    def page_id(self) -> str:
        """Which question page is open; empty when it is none."""
        found = re.search(r"/trang/([^/]+)/", self.page.url)
        return found[1] if found else ""

    def answer(self, worked: Worked, page_id: str) -> None:
        """Fill in one page and go on. A question that an answer brings up is asked on the same page."""
        typed = worked.typed(page_id)
        filled: list[str] = []
        for _ in range(4):
            self.add_rows(typed)
            now = self.fill(typed)
            self.press()
            if self.page_id() != page_id:
                return
            assert len(now) > len(filled), f"{page_id}: {self.errors()}"
            filled = now
        raise AssertionError(f"{page_id}: {self.errors()}")

    def add_rows(self, typed: dict[str, list[str]]) -> None:
        """Rows of a list that are not there yet."""
        for name in sorted({found[1] for key in typed if (found := re.match(r"(\w+)-\d+-", key))}):
            wanted = len({found[1] for key in typed if (found := re.match(rf"{name}-(\d+)-", key))})
            for _ in range(wanted):
                if self.page.locator(f"main [name^='{name}-']").count() == 0:
                    break
                if self.page.locator(f"main [name^='{name}-{wanted - 1}-']").count():
                    break
                self.fill(typed)
                self.go(self.page.locator(f"button[name=_add_row][value='{name}']").click)

    def attach_all(self, only: Callable[[str], bool] = lambda _paper: True) -> None:
        """A small PDF for every paper on the list of papers, then on to the check."""
        if "/giay-to/" not in self.page.url:
            return
        papers = self.page.url
        links = [link.get_attribute("href") or "" for link in self.page.locator("main ul.tasks a").all()]
        for href in links:
            key = href.rstrip("/").rsplit("/", 1)[1]
            if only(key):
                self.attach(href, key)
        self.open(papers)
        self.follow("/kiem-tra/")

    def attach(self, href: str, key: str) -> None:
        """One paper; what is stored is shown with its hash."""
        self.open(href)
        self.page.locator("input[name=tep]").set_input_files(pdf(self.papers, f"{key} {self.page.url[-40:-30]}".replace("/", "-")))
        self.press()
        assert "SHA-256" in self.text(), self.text()

    def send(self) -> str:
        """Declare and send; returns the code on the confirmation."""
        oath = self.page.locator("#id_cam_doan")
        if oath.count():  # asked here only when the form did not ask
            oath.check()
        self.press()
        assert "/da-gui/" in self.page.url, self.errors()
        code = self.page.locator(".panel .code").inner_text().strip()
        assert code.startswith("H56."), code
        return code

    def withdraw(self, code: str, reason: str) -> None:
        """Take a dossier back."""
        self.open(f"/ho-so/{code}/")
        self.follow("/rut/")
        self.fill({"ly_do": [reason]})
        self.press()

    def answer_supplement(self, code: str, papers: list[str]) -> None:
        """Send everything that the office asked for."""
        self.open(f"/ho-so/{code}/")
        self.follow("/bo-sung/")
        for key in papers:
            self.page.locator(f"input[name='tep_{key}']").set_input_files(pdf(self.papers, f"bo sung {key} {code[-4:]}"))
        self.go(self.page.locator("main button[name=gui]").click)
        assert self.page.url.endswith(f"/ho-so/{code}/"), self.errors()

    def track(self, code: str) -> str:
        """What the tracking page says."""
        self.open(f"/ho-so/{code}/")
        return self.text()

    def fetch_result(self, code: str) -> bytes:
        """The signed result, as soon as it is signed."""
        self.until(f"/ho-so/{code}/", lambda: self.page.locator("main a[href$='/ket-qua/']").count(), "the signed result")
        return self.download("/ket-qua/")
