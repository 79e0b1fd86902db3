"""An official: logs in by password, takes in, receives, examines, approves, hands over, watches the numbers."""

import re
from urllib.parse import urlsplit

from tests.journeys.browser_book import Turn, Worked, password
from tests.journeys.browser_person import Visitor


class Official(Visitor):
    """What an official does in the workspace."""

    def log_in(self, username: str) -> None:
        """With name and password."""
        self.open("/lam-viec/")
        self.follow("/dang-nhap/can-bo/")
        self.page.locator("#id_username").fill(username)
        self.page.locator("#id_password").fill(password())
        self.press()
        assert self.page.url.endswith("/lam-viec/"), self.errors()

    def receive(self, code: str) -> None:
        """Accept a dossier that came online; the clock starts."""
        self.open("/lam-viec/cho-tiep-nhan/")
        self.follow(f"/ho-so/{code}/")
        self.follow(f"/ho-so/{code}/tiep-nhan/")
        collected = self.page.locator("input[name=fee_collected]")
        if collected.count():
            collected.check()
        self.press(".beside")
        assert self.messages("good"), self.text()[:600]

    def refuse(self, code: str, reason: str) -> None:
        """Do not accept, with the reason."""
        self.open(f"/lam-viec/ho-so/{code}/tu-choi/")
        self.fill({"reason": [reason]})
        self.press(".beside")
        self.press()
        assert self.messages("good"), self.text()[:600]

    def ask_supplement(self, code: str, papers: list[str], reason: str) -> None:
        """Ask once for everything that is missing."""
        self.open(f"/lam-viec/ho-so/{code}/bo-sung/")
        for key in papers:
            self.page.locator(f"[name='need.{key}']").check()
            held = self.page.locator(f"[name='unusable.{key}']")
            if held.count():
                held.fill("Bản trong kho không đọc được.")
        self.fill({"reason": [reason]})
        self.press(".beside")
        self.press()
        assert self.messages("good"), self.text()[:600]

    def take_turn(self, code: str, turn: Turn, comment: str = "") -> None:
        """Do one task from the inbox, with the outcome of the worked case."""
        self.open_task(code)
        self.decide(turn.outcome, comment)

    def open_task(self, code: str) -> None:
        """From the inbox to the dossier with its task."""
        self.open("/lam-viec/")
        self.follow(f"/ho-so/{code}/?viec=")

    def decide(self, outcome: str, comment: str = "") -> None:
        """Choose the outcome, complete the step, confirm what must be confirmed."""
        chosen = self.page.locator(f"main input[name=outcome][value={outcome}]")
        assert chosen.count(), f"the outcome {outcome} is not offered: {self.text()[:800]}"
        label = chosen.locator("xpath=ancestor::label").inner_text().strip()
        assert label != outcome, f"the outcome {outcome} has no words"
        chosen.check()
        self.page.locator("#id_comment").fill(comment or f"Ý kiến: {label}.")
        self.press("section.act")
        self.confirm()
        assert self.messages("good"), self.text()[:600]

    def confirm(self) -> None:
        """Answer the question before something that cannot be taken back, by password when it is a signature."""
        if not self.page.locator("main input[name=confirmed]").count():
            return
        asked = self.page.locator("main #id_password")
        if asked.count():
            asked.fill(password())
        self.press()

    def notify_obligation(self, code: str, number: str, payee: str, amount: str) -> None:
        """Tell the citizen what is owed; the clock stops."""
        self.open_task(code)
        self.follow("/nghia-vu/")
        self.fill({"notice_number": [number], "payee": [payee], "amount": [amount]})
        self.press(".beside")
        assert self.messages("good"), self.text()[:600]

    def settle(self, code: str, receipt: str) -> None:
        """Note the receipt; the clock goes on."""
        self.open(f"/lam-viec/ho-so/{code}/")
        self.follow("/bien-lai/")
        self.fill({"receipt_number": [receipt]})
        self.press(".beside")
        assert self.messages("good"), self.text()[:600]

    def take_fee(self, code: str) -> None:
        """Take in cash what is owed with the result."""
        self.open(f"/lam-viec/ho-so/{code}/thu-phi/")
        if self.page.locator("[name=amount]").count():
            self.page.locator("[name=amount]").last.check()
            self.page.locator("[name=means][value=cash]").check()
            self.press()
            assert self.messages("good"), self.text()[:600]

    def hand_over(self, code: str) -> None:
        """Return the result to the citizen, who pays first what is still owed."""
        self.take_fee(code)
        self.open("/lam-viec/cho-tra/")
        self.follow(f"/ho-so/{code}/tra-ket-qua/")
        self.press(".beside")
        assert self.messages("good"), self.text()[:600]

    def take_in(self, worked: Worked, number: str) -> str:
        """A walk-in at the counter: look up, declare, tick the papers, receive; returns the code."""
        self.open("/lam-viec/tiep-nhan/")
        self.page.locator("#id_tim").fill(worked.code)
        self.go(self.page.locator("main form button").first.click)
        self.follow(f"/tiep-nhan/{worked.code}/")
        self.page.locator("[name=p_number]").fill(number)
        self.go(self.page.locator("button[value=look_up]").click)
        self.declare(worked)
        self.tick_papers()
        self.go(self.page.locator("button[value=take_in]").last.click)
        assert "/tiep-nhan/xong/" in self.page.url, self.errors()
        found = re.search(r"/xong/([^/]+)/", urlsplit(self.page.url).path)
        assert found
        return found[1]

    def declare(self, worked: Worked) -> None:
        """The whole form on one page; questions that an answer brings up come by themselves."""
        typed = worked.typed_everywhere()
        filled: set[str] = set()
        while fresh := [one for one in self.inputs() if one[0] in typed and one[0] not in filled]:
            for name, kind in fresh:
                if name not in filled and self.page.locator(f"main [name='{name}']").count():
                    self.enter(name, kind, typed[name])
                    filled.add(name)
            self.page.locator("main form:not([aria-busy])").first.wait_for()

    def tick_papers(self) -> None:
        """Every paper lies on the counter."""
        for box in self.page.locator("main input[name^='seen.']").all():
            box.check()
        paid = self.page.locator("main input[name=fee_collected]")
        if paid.count():
            paid.check()

    def number(self, indicator: str, procedure: str) -> int:
        """A number of the whole province for one procedure, as the indicators page shows it now."""
        self.open(f"/lam-viec/chi-so/?thu-tuc={procedure}")
        shown = self.page.locator(f"#cap-all ~ tbody tr td:nth-child(2) a[href*='{indicator}']")
        return int(shown.first.inner_text().split()[0].replace(".", "")) if shown.count() else 0

    def messages(self, tone: str) -> list[str]:
        """What the page says on top after something was done."""
        return self.page.locator(f"main .banner-{tone}[role=status]").all_inner_texts()
