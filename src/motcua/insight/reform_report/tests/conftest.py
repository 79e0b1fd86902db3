"""The small province of the indicators, with the report's content."""

from pathlib import Path

import pytest
from django.conf import settings

from motcua.insight.indicators.tests.conftest import received, units  # noqa: F401 (fixtures)
from motcua.insight.reform_report.api import load_reports
from motcua.kernel.actor import SYSTEM

REPORTS: Path = settings.PROVINCE / "reports"


@pytest.fixture
def content(db: None) -> None:
    load_reports(REPORTS, actor=SYSTEM)
