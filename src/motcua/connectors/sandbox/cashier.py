"""What both payment stand-ins share: the payment page with its buttons, faults on request, and the clerk that calls back."""

import threading
import time
from abc import ABC, abstractmethod
from urllib.parse import urlsplit

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.till import Payment, Till
from motcua.connectors.sandbox.web import Application, Handler, Reply, Request, as_json, page, redirect

_LOOPBACK = {"127.0.0.1", "localhost"}
_DECISIONS = {"pay": "paid", "fail": "failed", "cancel": "cancelled"}
_LATER = 8.0
_NEVER = frozenset({"down", "lost_callback"})


class Cashier(ABC):
    """A payment page and its calls back; each stand-in says how its calls are written."""

    gateway = ""
    title = ""

    def __init__(self, till: Till, *, secret: str, public_url: str, faults: Misbehaviour) -> None:
        self._till, self._secret, self._faults = till, secret, faults
        self._public = urlsplit(public_url)
        self._stop = threading.Event()

    @abstractmethod
    def body_of(self, payment: Payment, *, paid: bool, forged: bool, amount: int) -> str:
        """The body of the call that tells how a payment ended."""

    @abstractmethod
    def post(self, client: httpx.Client, address: str, body: str) -> bool:
        """Make a call; whether it was taken."""

    def attach_page(self, app: Application) -> None:
        """Add the payment page."""
        app.route("GET", f"/{self.gateway}/trang/{{reference}}", self.guarded(self._page))
        app.route("POST", f"/{self.gateway}/trang/{{reference}}", self.guarded(self._decided))

    def start_clerk(self, every: float = 0.2) -> None:
        """Begin to call back, until the process ends."""
        threading.Thread(target=self._clerk, args=(every,), name=f"{self.gateway}-clerk", daemon=True).start()

    def guarded(self, handler: Handler) -> Handler:
        """Down and slow, when asked for."""

        def answer(request: Request) -> Reply:
            fault = self.fault
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            return handler(request)

        return answer

    @property
    def fault(self) -> str:
        """The fault switched on."""
        return self._faults.of(self.gateway)

    def may_call(self, address: str) -> bool:
        """Only the registered product and this machine are ever called."""
        parts = urlsplit(address)
        ours = (parts.scheme, parts.netloc) == (self._public.scheme, self._public.netloc)
        return ours or (parts.scheme == "http" and parts.hostname in _LOOPBACK)

    def settlement(self, day: str) -> list[tuple[str, int, str, str, str]]:
        """The lines of a day, with a line missing, changed or made up when asked for."""
        lines = self._till.day(self.gateway, day)
        if self.fault == "settle_missing":
            return lines[1:]
        if self.fault == "settle_amount" and lines:
            return [(lines[0][0], lines[0][1] + 1000, *lines[0][2:]), *lines[1:]]
        if self.fault == "settle_extra":
            return [*lines, (f"LA{day}0001", 50_000, "PAY", "LA0001", f"{day}120000")]
        return lines

    def _page(self, request: Request) -> Reply:
        payment = self._till.find(self.gateway, request.parts["reference"])
        return problem() if payment is None else self.shown(payment)

    def shown(self, payment: Payment) -> Reply:
        """The page of a payment; one that is decided leads back."""
        if payment.status == "paid":
            return redirect(payment.return_url)
        return page(
            "pay.html",
            title=self.title,
            about=payment.about,
            amount=f"{payment.amount:,}".replace(",", "."),
            reference=payment.reference,
            action=f"/{self.gateway}/trang/{payment.reference}",
        )

    def _decided(self, request: Request) -> Reply:
        status = _DECISIONS.get(request.form.get("choice", ""))
        known = self._till.find(self.gateway, request.parts["reference"])
        if status is None or known is None:
            return problem()
        payment = self._till.end(self.gateway, known.reference, status)
        if payment is None:
            return problem()
        if known.status != "paid":
            self._tell(payment)
        return redirect(payment.return_url)

    def _tell(self, payment: Payment) -> None:
        """Owe the calls that the fault of the moment leaves or adds."""
        fault, paid = self.fault, payment.status == "paid"
        if fault in _NEVER:
            return
        amount = payment.amount + 1000 if fault == "wrong_amount" else payment.amount
        body = self.body_of(payment, paid=paid, forged=fault == "forged", amount=amount)
        self._till.owe_call(self.gateway, payment.callback, body, after=_LATER if fault == "late" else 0.0)
        if fault == "double":
            self._till.owe_call(self.gateway, payment.callback, body)
        if fault == "success_then_fail":
            taken_back = self.body_of(payment, paid=False, forged=False, amount=amount)
            self._till.owe_call(self.gateway, payment.callback, taken_back, after=1.0)

    def _clerk(self, every: float) -> None:
        with httpx.Client(timeout=5, follow_redirects=False) as client:
            while not self._stop.wait(every):
                if self.fault in _NEVER:
                    continue
                for call in self._till.calls_due(self.gateway):
                    try:
                        delivered = self.post(client, call.address, call.body)
                    except httpx.HTTPError:
                        delivered = False
                    self._till.call_answered(call, delivered=delivered)


def problem() -> Reply:
    """Nothing is to be paid here."""
    return page("problem.html", 404, message="Không có giao dịch này, hoặc yêu cầu không hợp lệ.")
