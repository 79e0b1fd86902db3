"""The small province of the indicators, with the report's content."""

from pathlib import Path

import pytest
from django.conf import settings

from motcua.insight.reform_report.api import load_reports
from motcua.kernel.actor import SYSTEM
from tests.small_province import received, units

__all__ = ["REPORTS", "content", "received", "units"]

REPORTS: Path = settings.PROVINCE / "reports"


@pytest.fixture
def content(db: None) -> None:
    load_reports(REPORTS, actor=SYSTEM)
