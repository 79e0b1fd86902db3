import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.events.rules.sealing import canonical, merkle_root, pack_leaves, unpack_leaves

digests = st.binary(min_size=32, max_size=32)


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, part 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + by_the_book(leaves[:split]) + by_the_book(leaves[split:])).digest()


@settings(max_examples=50)
@given(leaves=st.lists(digests, min_size=1, max_size=40))
def test_the_root_is_that_of_the_standard(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == by_the_book(leaves)


@settings(max_examples=50)
@given(leaves=st.dictionaries(st.integers(0, 2**63 - 1), digests, max_size=10), torn=st.binary(max_size=39))
def test_leaves_read_back_as_packed_even_when_the_tail_is_torn(leaves: dict[int, bytes], torn: bytes) -> None:
    assert unpack_leaves(pack_leaves(leaves) + torn) == leaves


def test_the_spelling_does_not_depend_on_order_nor_on_time_zone() -> None:
    moment = datetime(2022, 11, 14, 1, 2, 3, 4, tzinfo=UTC)
    here = canonical({"b": moment, "a": {"z": 1, "đ": None}})
    there = canonical({"a": {"đ": None, "z": 1}, "b": moment.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))})
    assert here == there == '{"a":{"z":1,"đ":null},"b":"2022-11-14T01:02:03.000004Z"}'.encode()
