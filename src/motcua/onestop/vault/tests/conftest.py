"""The small office with its types of papers, and dossiers brought to their end."""

from typing import Any

import pytest

from motcua.kernel.actor import SYSTEM
from motcua.onestop.vault.actions.load_paper_types import load_paper_types
from tests.office import PROVINCE, Office


@pytest.fixture
def house(office: Office) -> Any:
    """The office with the types of papers of the province."""
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    return office
