from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.audit.api import verify
from motcua.blocks.events.api import Event, drain
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import PublishedFigure, check_publication, publications, publish_figures
from motcua.insight.indicators.rules.record_list import pack, unpack
from motcua.insight.indicators.tests.conftest import START, at, end
from motcua.insight.indicators.tests.test_figures import leader
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, NotFound

KEYS = ("dossiers.received", "dossiers.resolved_on_time_pct", "dossiers.pending")
DAYS = {"first": START, "last": START + timedelta(days=3)}


@given(st.sets(st.integers(1, 2**60)))
def test_a_list_of_records_comes_back_as_it_was(ids: set[int]) -> None:
    kept = pack(sorted(ids))
    assert list(unpack(kept.packed)) == sorted(ids)
    assert kept.count == len(ids)


def test_a_list_of_records_is_in_order() -> None:
    with pytest.raises(ValueError, match="ascend"):
        pack([2, 1])


@pytest.fixture
def published(received: Callable[..., Any], units: list[Unit]) -> Any:
    """Two received and resolved, one late; one open. Published four days later."""
    end(received(3, 0), 1)
    end(received(4, 0, due_in=1), 3)
    received(2, 1)
    with clock.frozen(at(6)):
        return publish_figures(KEYS, unit_id=units[0].pk, title="Tuần", actor=leader(units[0]), **DAYS)


def states(publication: Any) -> dict[str, tuple[str, str]]:
    with clock.frozen(at(9)):
        return {one.figure.key: (one.state, str(one.now)) for one in check_publication(publication.pk, actor=SYSTEM).figures}


def test_what_was_published_keeps_value_formula_records_and_who_and_is_sealed(published: Any) -> None:
    kept = {one.key: one for one in published.figures.all()}
    assert set(kept) == {*KEYS, "dossiers.resolved", "dossiers.resolved_on_time"}, "a ratio brings its parts along"
    share = kept["dossiers.resolved_on_time_pct"]
    assert (float(share.value or 0), share.numerator, share.denominator, share.records_sha256) == (50, 1, 2, "")
    assert len(list(unpack(bytes(kept["dossiers.received"].records)))) == kept["dossiers.received"].records_count == 3
    assert published.made_by == "Minh"
    told = Event.objects.get(kind="figures.published")
    assert told.payload["sha256"] == published.sha256
    while drain():
        pass
    assert verify().whole
    with clock.frozen(at(9)):
        assert check_publication(published.pk, actor=SYSTEM).holds


def test_a_dossier_that_comes_in_afterwards_is_named_as_the_reason(published: Any, received: Callable[..., Any]) -> None:
    late = received(2, 2)
    found = states(published)
    assert found["dossiers.received"] == ("differs", "4")
    assert found["dossiers.pending"] == ("differs", "2")
    assert found["dossiers.resolved"] == ("equal", "2")
    with clock.frozen(at(9)):
        standing = check_publication(published.pk, actor=SYSTEM)
    [reason] = standing.figures[0].reasons
    assert (reason.change, reason.record, reason.said, reason.events) == ("added", late.pk, late.code, ("dossier.received",))
    assert standing.whole
    assert not standing.holds


def test_what_happens_after_the_cut_off_changes_nothing(published: Any, received: Callable[..., Any]) -> None:
    end(received(2, 5), 6)
    assert {state for state, _now in states(published).values()} == {"equal"}


def test_a_record_taken_out_is_named_though_it_exists_no_more(published: Any) -> None:
    gone = next(unpack(bytes(published.figures.get(key="dossiers.resolved").records)))
    apps.get_model("dossiers", "Dossier").objects.filter(pk=gone).delete()
    with clock.frozen(at(9)):
        figures = {one.figure.key: one for one in check_publication(published.pk, actor=SYSTEM).figures}
    assert [(one.change, one.record, one.said) for one in figures["dossiers.received"].reasons] == [("removed", gone, "")]
    assert figures["dossiers.resolved_on_time_pct"].state == "differs"


def test_a_published_number_that_somebody_changes_is_found(published: Any) -> None:
    PublishedFigure.objects.filter(key="dossiers.received").update(value=7)
    with clock.frozen(at(9)):
        standing = check_publication(published.pk, actor=SYSTEM)
    assert not standing.whole
    assert standing.figures[0].state == "differs"


def test_only_the_unit_s_leader_publishes_and_only_what_can_be_known(published: Any, units: list[Unit]) -> None:
    province, first = units[0], units[1]
    with clock.frozen(at(6)):
        for actor in (leader(first), leader(province, "auditor")):
            with pytest.raises(Forbidden):
                publish_figures(KEYS, unit_id=province.pk, actor=actor, **DAYS)
        with pytest.raises(NotFound):
            publish_figures(["dossiers.lost"], unit_id=province.pk, actor=SYSTEM, **DAYS)
        with pytest.raises(Conflict):
            publish_figures(KEYS, unit_id=province.pk, first=START, last=START + timedelta(days=60), actor=SYSTEM)
        with pytest.raises(Conflict):
            publish_figures(["payments.open"], unit_id=province.pk, actor=SYSTEM, **DAYS)
    assert [one.pk for one in publications(leader(province))] == [published.pk]
    assert not publications(leader(first)).exists()
    with pytest.raises(Forbidden):
        check_publication(published.pk, actor=leader(first))
