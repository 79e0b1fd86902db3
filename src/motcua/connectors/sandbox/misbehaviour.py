"""Faults on request: how a connector behaves when the other side does not."""

import threading
from typing import Final

_PAYMENT_FAULTS: Final = {
    "none",
    "down",
    "slow",
    "late",
    "double",
    "forged",
    "wrong_amount",
    "lost_callback",
    "success_then_fail",
    "settle_missing",
    "settle_amount",
    "settle_extra",
}
KINDS: Final = {
    "eid": {
        "none",
        "down",
        "slow",
        "wrong_signature",
        "wrong_nonce",
        "wrong_audience",
        "wrong_issuer",
        "expired",
        "wrong_person",
        "unsigned",
    },
    "national_portal": {"none", "down", "slow", "error_after", "drop_reply", "reject_half", "token_expired", "wrong_json"},
    "national_feedback": {"none", "down", "slow", "hold", "double", "out_of_order", "lost", "wrong_signature", "error_after"},
    "national_reporting": {"none", "down", "slow", "error_after", "drop_reply", "token_expired", "reject", "wrong_json"},
    "mail": {"none", "down", "slow", "bounce", "temporary", "greylist", "lost_answer"},
    "sms": {"none", "down", "slow", "bounce", "double_report", "lost_report", "lost_answer", "wrong_signature"},
    "paygov": _PAYMENT_FAULTS,
    "vnpt_pay": _PAYMENT_FAULTS,
    "treasury": {"none", "down", "not_credited"},
    "post": {"none", "down", "slow", "no_callback", "double_callback", "late", "wrong_signature", "lost", "returned", "cod_missing"},
    "emc": {"none", "down", "slow", "miscount", "forget", "wrong_json"},
    "register": {"none", "down", "slow", "no_callback", "wrong_signature"},
}


class Misbehaviour:
    """What each stand-in does wrong at the moment; nothing by default."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = dict.fromkeys(KINDS, "none")
        self.seconds = 10.0

    def of(self, system: str) -> str:
        """The fault switched on for a system."""
        with self._lock:
            return self._now[system]

    def switch(self, system: str, kind: str, seconds: float | None = None) -> None:
        """Switch a fault on (or off with `none`); `seconds` is how slow `slow` is. Raises ValueError for what is not known."""
        if kind not in KINDS.get(system, set()):
            raise ValueError(f"unknown fault {system}: {kind}; known: {KINDS}")
        with self._lock:
            self._now[system] = kind
            if seconds is not None:
                self.seconds = seconds

    def all(self) -> dict[str, str]:
        """Every system and its fault."""
        with self._lock:
            return dict(self._now)
