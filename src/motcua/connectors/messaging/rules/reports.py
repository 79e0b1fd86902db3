"""What the gateway says about a message, read strictly."""

import json
from dataclasses import dataclass

from motcua.blocks.notices.ports import Report

_STATES: dict[object, Report] = {"accepted": "accepted", "delivered": "delivered", "undelivered": "undelivered"}


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One report: our reference, what became of it, and why not."""

    reference: str
    report: Report
    reason: str


def read_report(body: bytes) -> DeliveryReport | None:
    """A report, or None when it is not one."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    reference, report, reason = found.get("reference"), _STATES.get(str(found.get("state"))), found.get("reason", "")
    if not isinstance(reference, str) or not 0 < len(reference) <= 64 or report is None or not isinstance(reason, str):
        return None
    return DeliveryReport(reference, report, reason[:200])
