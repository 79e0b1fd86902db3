"""Nobody but the owner, his delegate, whom he shares with in time, and an official with an open dossier of his."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.onestop.vault.rules.access import LEVELS, Asker, Held, Mandate, Shared, ground_to_read, may_act_for

NOON = datetime(2022, 11, 14, 5, tzinfo=UTC)
MOMENTS = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))
PEOPLE = st.integers(1, 4)
TYPES = st.sampled_from(["", "A", "B"])
HELD = st.builds(Held, document_id=st.integers(1, 3), owner_id=PEOPLE, type_code=TYPES, hidden=st.booleans(), deleted=st.booleans())
MANDATES = st.builds(Mandate, owner_id=PEOPLE, may=st.sampled_from(LEVELS), starts=MOMENTS, ends=st.none() | MOMENTS)
SHARES = st.builds(
    Shared, documents=st.frozensets(st.integers(1, 3), max_size=2), until=MOMENTS, ended=st.booleans(), by_link=st.booleans()
)
ASKERS = st.builds(
    Asker,
    party_id=st.none() | PEOPLE,
    mandates=st.lists(MANDATES, max_size=2),
    shares=st.lists(SHARES, max_size=2),
    handling=st.frozensets(PEOPLE, max_size=2),
    needs=st.frozensets(TYPES, max_size=2),
)


@settings(max_examples=50)
@given(held=HELD, asker=ASKERS, at=MOMENTS)
def test_whoever_reads_has_one_of_the_five_grounds_and_without_one_nobody_reads(held: Held, asker: Asker, at: datetime) -> None:
    owns = asker.party_id == held.owner_id
    delegate = any(m.owner_id == held.owner_id and m.starts <= at and (m.ends is None or at < m.ends) for m in asker.mandates)
    shared = any(held.document_id in s.documents and at < s.until and not s.ended for s in asker.shares)
    office = held.owner_id in asker.handling and held.type_code in asker.needs
    allowed = not held.deleted and (owns or (not held.hidden and (delegate or shared or office)))
    assert (ground_to_read(held, asker, at) is not None) == allowed


@settings(max_examples=50)
@given(asker=ASKERS, owner=PEOPLE, at=MOMENTS)
def test_who_may_share_may_use_and_who_may_use_may_read(asker: Asker, owner: int, at: datetime) -> None:
    allowed = [may_act_for(owner, wish, asker, at) for wish in LEVELS]
    assert allowed == sorted(allowed, reverse=True)


def test_a_share_is_over_at_the_very_moment_it_names() -> None:
    share = Shared(frozenset({1}), until=NOON)
    assert share.allows(1, NOON - timedelta(microseconds=1))
    assert not share.allows(1, NOON)
