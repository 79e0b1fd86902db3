"""An archive proves itself; the smallest change is found; hostile archives are an answer, not an accident."""

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.files.api import read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.onestop.vault.actions.keep_document import add_document
from motcua.onestop.vault.actions.make_export import forget_old_exports
from motcua.onestop.vault.api import export_of, my_exports, order_export, verify_archive
from motcua.onestop.vault.models import VaultExport
from motcua.onestop.vault.rules.identity import is_safe_member, safe_name
from motcua.onestop.vault.tests.lives import STRANGER, picture, with_result
from tests.office import Office

Members = dict[str, bytes]


def made(house: Office) -> VaultExport:
    owner = house.citizen()
    with_result(house, owner)
    add_document(name="../../Bằng: cấp <1>", type_code="", issued_on=None, file_name="a.png", stream=picture(), actor=owner)
    export = order_export(actor=owner)
    run_pending(raise_errors=True)
    return export_of(export.key, owner)


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Members) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


def document_in(parts: Members) -> str:
    return next(name for name in parts if name.startswith("giay-to/"))


def bent(parts: Members) -> Members:
    name = document_in(parts)
    return {**parts, name: parts[name][:-1] + bytes([parts[name][-1] ^ 1])}


def without(parts: Members) -> Members:
    return {name: data for name, data in parts.items() if name != document_in(parts)}


def with_more(parts: Members) -> Members:
    return {**parts, "giay-to/999-them.pdf": b"%PDF-1.7"}


def bent_with_its_hash(parts: Members) -> Members:
    """The careful forger: changes a file, and the index so that it fits."""
    name, index = document_in(parts), json.loads(parts["danh-muc.json"])
    forged = parts[name] + b" "
    for entry in index["documents"]:
        if entry["path"] == name:
            entry["sha256"] = sha256(forged).hexdigest()
    return {**parts, name: forged, "danh-muc.json": json.dumps(index).encode()}


def unsigned(parts: Members) -> Members:
    return {**parts, "danh-muc.pdf": parts["danh-muc.pdf"] + b"% more"}


def test_an_archive_is_whole_and_every_planted_change_is_found(house: Office) -> None:
    export = made(house)
    assert export.file is not None
    data = read_bytes(export.file)
    verdict = verify_archive(io.BytesIO(data))
    assert (verdict.level, verdict.documents, verdict.owner) == ("green", 2, "Nguyễn Thị Hoa"), verdict
    parts = members(data)
    assert all(is_safe_member(name) for name in parts)
    changes: list[Callable[[Members], Members]] = [bent, without, with_more, bent_with_its_hash, unsigned]
    for change in changes:
        found = verify_archive(packed(change(parts)))
        assert (change.__name__, found.level) == (change.__name__, "red")
        assert found.findings or found.sentence


def test_the_index_tells_what_is_known_of_each_document(house: Office) -> None:
    export = made(house)
    assert export.file is not None
    index = json.loads(members(read_bytes(export.file))["danh-muc.json"])
    assert [entry["trust"] for entry in index["documents"]] == ["own", "result"]
    assert index["documents"][1]["number"] == "1/TLHT"
    assert index["owner"] == {"name": "Nguyễn Thị Hoa", "number": "038185004217"}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\windows\\a", "giay-to/../../a", "giay-to/.an", "giay-to//a", "a:b", ""]
)
def test_a_name_that_leads_out_of_the_archive_is_found(db: None, name: str) -> None:
    assert not is_safe_member(name)
    verdict = verify_archive(packed({name or "x/../y": b"x", "danh-muc.json": b"{}", "danh-muc.pdf": b""}))
    assert verdict.level == "red"


@given(st.text(max_size=300))
def test_every_name_becomes_one_that_stays_inside(name: str) -> None:
    plain = safe_name(name, ".pdf")
    assert is_safe_member(plain)
    assert "/" not in plain
    assert len(plain.encode()) < 255 * 2


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"%PDF-1.7", packed({"danh-muc.json": b"[]", "danh-muc.pdf": b"x"}).getvalue(), packed({"a": b""}).getvalue()],
    ids=["nothing", "head only", "another kind", "list of a wrong shape", "no list"],
)
def test_what_is_no_archive_of_ours_is_said_so(db: None, data: bytes) -> None:
    assert verify_archive(io.BytesIO(data)).level == "red"


def test_an_archive_that_swells_is_not_unpacked(db: None) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("danh-muc.json", b" " * (6 * 1024 * 1024))
        archive.writestr("danh-muc.pdf", b"x")
    out.seek(0)
    assert verify_archive(out).level == "red"


def test_only_the_owner_orders_and_gets_an_archive_one_at_a_time_and_for_some_days(house: Office) -> None:
    owner, stranger = house.citizen(), house.citizen(STRANGER)
    with pytest.raises(InvalidInput):
        order_export(actor=owner)
    document = with_result(house, owner)
    for wrong in ({"owner_id": owner.party_id}, {"documents": [document.pk]}):
        with pytest.raises((NotFound, InvalidInput)):
            order_export(**wrong, actor=stranger)  # type: ignore[arg-type] # the test varies single answers
    export = order_export(actor=owner)
    with pytest.raises(Conflict):
        order_export(actor=owner)
    with pytest.raises(NotFound):
        export_of(export.key, owner)
    run_pending(raise_errors=True)
    assert export_of(export.key, owner).file is not None
    with pytest.raises(NotFound):
        export_of(export.key, stranger)
    with clock.frozen(clock.now().replace(day=28)):
        assert forget_old_exports(actor=SYSTEM) == 1
        with pytest.raises(NotFound):
            export_of(export.key, owner)
    assert [one.done for one in my_exports(owner)] == [1]
