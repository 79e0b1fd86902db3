"""What this module announces."""

from enum import StrEnum

RUN = "reform_report"


class ReformReportEvent(StrEnum):
    """Kinds of events, with their payload."""

    KEPT = "reform_report.kept"  # first, last, sha256
