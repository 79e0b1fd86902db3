"""Checksums cover every field in the order given, and nothing but a message is read as one."""

from datetime import datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.connectors.paygov.rules import messages as m
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput

TEXTS = st.text(st.characters(blacklist_characters="|", blacklist_categories=("Cs",)), max_size=20)


def test_the_sum_of_init_is_that_of_the_national_platform() -> None:
    message = {
        "LoaiBanTin": "INIT", "PhienBan": "1.0.6", "MaDoiTac": "DT", "MaThamChieu": "MC1", "SoTien": 16000, "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "WEB", "MaThietBi": "", "NgonNgu": "vi-VN", "MaTienTe": "VND", "MaNganHang": "", "ThongTinGiaoDich": "Nop phi",
        "ThoiGianGD": "20221114090000", "Ip": "10.0.0.1",
    }  # fmt: skip
    text = "INIT|1.0.6|DT|MC1|16000|PAY|WEB||vi-VN|VND||Nop phi|20221114090000|10.0.0.1|bi-mat"
    assert m.checksum(message, m.INIT, "bi-mat") == sha256(text.encode()).hexdigest()


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.sampled_from(m.CONFIRM), TEXTS), st.sampled_from(m.CONFIRM), TEXTS)
def test_one_changed_field_breaks_the_sum(message: dict[str, str], name: str, other: str) -> None:
    sealed = m.sealed(message, m.CONFIRM, "s")
    assert m.is_genuine(sealed, m.CONFIRM, "s")
    assert not m.is_genuine(sealed, m.CONFIRM, "another")
    if other != str(message.get(name, "")):
        assert not m.is_genuine({**sealed, name: other}, m.CONFIRM, "s")


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_nothing_but_a_mapping_is_a_message(found: object) -> None:
    with pytest.raises(InvalidInput):
        m.read_fields(found, m.CONFIRM)


@pytest.mark.parametrize("wrong", ["-1", "1.5", "1e3", "", True, None, "١٢", "9" * 16])
def test_an_amount_is_whole_and_not_negative(wrong: object) -> None:
    with pytest.raises(InvalidInput):
        m.amount_of(wrong)


def test_a_moment_is_told_in_the_time_of_viet_nam() -> None:
    moment = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
    assert m.moment_of(m.moment_text(moment)) == moment
    with pytest.raises(InvalidInput):
        m.moment_of("20221399000000")


def test_a_text_cannot_smuggle_a_separator_in() -> None:
    assert m.plain("a|b\nc") == "a b c"
