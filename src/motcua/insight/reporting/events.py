"""What this module announces."""

from enum import StrEnum

STREAM = "report"
PERIOD = "reporting_period"


class ReportEvent(StrEnum):
    """Kinds of events, with their payload (every one of a report: regime, period, edition)."""

    OPENED = "reporting_period.opened"  # regime, first, last, reports
    ENTERED = "report.entered"  # form, cells [{row, column, before, after}], reason
    SUBMITTED = "report.submitted"
    RETURNED = "report.returned"  # reason
    APPROVED = "report.approved"
    SIGNED = "report.signed"  # sha256
    CONSOLIDATED = "report.consolidated"  # taken, missing
    AMENDED = "report.amended"  # reason
    EXPORTED = "report.exported"  # receipt
    EXPORT_REFUSED = "report.export_refused"  # reason
    LOCKED = "report.locked"
