"""The province's own procedures, for tests that run over all of them."""

from functools import cache
from pathlib import Path

from motcua.onestop.catalogue.queries.read_pack import ProcedureSource, read_procedures

FOLDER = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa" / "procedures"


@cache
def sources() -> list[ProcedureSource]:
    """Every procedure of the reference province, read and checked once."""
    return read_procedures(FOLDER)
