"""How many procedures are interlinked, and taken in at desks: counted from what is published now."""

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.kernel import clock
from motcua.onestop.catalogue.api import Procedure
from tests.office import Office


def counted(key: str) -> tuple[int, set[str]]:
    """The amount of an indicator, and the procedures behind it."""
    indicator, scope = registered()[key], Scope(now=clock.now())
    assert indicator.value is not None
    assert indicator.records is not None
    return sum(row["amount"] for row in indicator.value(scope)), set(indicator.records(scope).values_list("code", flat=True))


@pytest.mark.usefixtures("office")
def test_interlinked_procedures_are_counted_by_kind_with_their_records() -> None:
    assert counted("onestop.interlinked_same_level") == (2, {"2.000488", "1.002993"})
    assert counted("onestop.interlinked_across_levels") == (4, {"1.001776", "1.001731", "2.002621", "2.002622"})


def test_a_procedure_that_no_desk_takes_in_or_that_was_abolished_changes_the_share(office: Office) -> None:
    everything = counted("onestop.procedures")[0]
    assert counted("onestop.procedures_at_desks")[0] == everything
    Procedure.objects.filter(code="2.000635").update(at_one_stop=False)
    Procedure.objects.filter(code="2.000815").update(state="abolished")
    assert counted("onestop.procedures")[0] == everything - 1
    assert counted("onestop.procedures_at_desks")[0] == everything - 2
    share = registered()["onestop.procedures_at_desks_pct"]
    assert (share.numerator, share.denominator) == (("onestop.procedures_at_desks", ""), ("onestop.procedures", ""))
