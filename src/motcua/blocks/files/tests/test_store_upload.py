"""A file is taken for what it is, and refused in words that help."""

import hashlib
import io
import tracemalloc
from datetime import datetime

import pikepdf
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from motcua.blocks.files import api
from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.tests import planted
from motcua.blocks.files.tests.conftest import CITIZEN
from motcua.kernel import clock
from motcua.kernel.errors import Fault, Refusal


def blobs(folder):
    return sorted(path.name for path in folder.glob("??/??/*"))


def leftovers(folder):
    return list((folder / "incoming").iterdir()) if (folder / "incoming").exists() else []


@pytest.mark.parametrize(
    ("name", "data", "media_type", "size"),
    [
        ("giấy khai sinh.pdf", planted.pdf(), "application/pdf", (1, None, None)),
        ("ảnh.JPG", planted.picture("JPEG"), "image/jpeg", (1, 40, 30)),
        ("ảnh.png", planted.picture(), "image/png", (1, 40, 30)),
        ("không có đuôi", planted.picture(), "image/png", (1, 40, 30)),
        ("hóa đơn.pdf", planted.pdf(planted.attachment("invoice.xml")), "application/pdf", (1, None, None)),
    ],
)
def test_a_good_file_is_kept_as_it_came(send, folder, name, data, media_type, size):
    file = send(name, data)
    assert (file.name, file.media_type, file.size, file.owner_id) == (name, media_type, len(data), 7)
    assert (file.pages, file.width, file.height) == size
    assert file.checked == "not scanned"
    assert api.read_bytes(file) == data
    assert blobs(folder) == [hashlib.sha256(data).hexdigest()]


def test_the_receipt_says_what_was_handed_in_and_when(send):
    data = planted.pdf()
    with clock.frozen(datetime(2022, 11, 14, 8, 30, tzinfo=clock.VIETNAM)):
        receipt = send("a.pdf", data).receipt()
    assert receipt == {
        "name": "a.pdf",
        "sha256": hashlib.sha256(data).hexdigest(),
        "pages": 1,
        "size": len(data),
        "at": "2022-11-14T08:30:00+07:00",
    }


BAD = {
    "empty": ("a.pdf", b"", "file_empty"),
    "program": ("a.pdf", b"MZ\x90\x00" + bytes(100), "file_type"),
    "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "file_type"),
    "html named pdf": ("a.pdf", b"<!doctype html><script>1</script>", "file_type"),
    "zip": ("a.zip", b"PK\x03\x04" + bytes(100), "file_type"),
    "pdf behind html": ("a.pdf", b"<html>" + planted.pdf(), "file_type"),
    "png named pdf": ("a.pdf", planted.picture(), "file_renamed"),
    "pdf named jpg": ("a.jpg", planted.pdf(), "file_renamed"),
    "pdf named exe": ("a.pdf.exe", planted.pdf(), "file_renamed"),
    "locked": ("a.pdf", planted.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "file_encrypted"),
    "locked for owner": ("a.pdf", planted.pdf(encryption=pikepdf.Encryption(owner="o", user="")), "file_encrypted"),
    "script": ("a.pdf", planted.pdf(planted.action("/JavaScript")), "file_hostile"),
    "script in a page's action": ("a.pdf", planted.pdf(planted.nested_script), "file_hostile"),
    "launch": ("a.pdf", planted.pdf(planted.launch), "file_hostile"),
    "embedded program": ("a.pdf", planted.pdf(planted.attachment("invoice.exe")), "file_hostile"),
    "embedded pdf": ("a.pdf", planted.pdf(planted.attachment("inner.pdf")), "file_hostile"),
    "deep nesting": ("a.pdf", planted.pdf(planted.deep_nesting), "file_hostile"),
    "script in packed objects": (
        "a.pdf",
        planted.pdf(planted.launch, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "file_hostile",
    ),
    "bomb": ("a.pdf", planted.pdf(planted.stream_of(30)), "file_hostile"),
    "bomb in a bomb": ("a.pdf", planted.pdf(planted.stream_of(30, layers=2)), "file_hostile"),
    "four layers": ("a.pdf", planted.pdf(planted.stream_of(1, layers=5)), "file_hostile"),
    "hidden table": ("a.pdf", planted.hidden_table(), "file_hostile"),
    "huge scan": ("a.pdf", planted.pdf(planted.huge_scan), "file_hostile"),
    "huge picture": ("a.png", planted.huge_png(), "file_hostile"),
    "half a pdf": ("a.pdf", planted.pdf()[:300], "file_broken"),
    "only a head": ("a.pdf", b"%PDF-1.7\n%%EOF", "file_broken"),
    "half a png": ("a.png", planted.picture()[:-300], "file_broken"),
    "half a jpeg": ("a.jpg", planted.picture("JPEG", (400, 300))[:-400], "file_broken"),
    "png head only": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(30), "file_broken"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_and_leaves_nothing(send, folder, case):
    name, data, code = BAD[case]
    with pytest.raises(Refusal) as refused:
        send(name, data, max_unfolded_bytes=20 * 1024 * 1024)
    assert refused.value.code == code
    assert name in str(refused.value)
    assert refused.value.way_out % refused.value.params
    assert (blobs(folder), leftovers(folder), StoredFile.objects.count()) == ([], [], 0)


def test_a_file_above_the_limit_is_refused_without_being_read_to_its_end(folder, db):
    class Endless:
        given = 0

        def read(self, size=-1, /):
            Endless.given += size
            return b"%PDF-" + bytes(size - 5)

    with pytest.raises(Refusal) as refused:
        api.store_upload(name="a.pdf", stream=Endless(), limits=api.Limits.of(accepts=["pdf"], max_mb=1), actor=CITIZEN)
    assert (refused.value.code, refused.value.params["limit"]) == ("file_too_big", 1)
    assert Endless.given < 2 * 1024 * 1024
    assert leftovers(folder) == []


def test_a_kind_that_this_place_does_not_accept_is_refused(send):
    with pytest.raises(Refusal) as refused:
        send("a.png", planted.picture(), accepts=("pdf",))
    assert refused.value.way_out % refused.value.params == "Send it as PDF."


def test_too_many_pages_are_refused(send):
    with pytest.raises(Refusal) as refused:
        send("a.pdf", planted.pdf(lambda document: [document.add_blank_page() for _ in range(3)]), max_pages=3)
    assert refused.value.code == "file_hostile"


def test_the_same_bytes_twice_are_two_rows_and_one_blob(send, folder):
    first, second = send("a.png", planted.picture()), send("b.png", planted.picture())
    assert first.pk != second.pk
    assert len(blobs(folder)) == 1


def test_a_rolled_back_transaction_leaves_only_an_unnamed_blob(send, folder):
    def hand_in():
        with transaction.atomic():
            send("a.png", planted.picture())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hand_in()
    assert StoredFile.objects.count() == 0
    assert len(blobs(folder)) == 1
    assert api.read_bytes(send("a.png", planted.picture())) == planted.picture()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\a\\đơn.png", "đơn.png"),
        ("../../etc/x.png", "x.png"),
        ("a\x00\n\u202eb.png", "ab.png"),
        ("x" * 300 + ".png", "x" * 146 + ".png"),
    ],
)
def test_only_the_last_plain_part_of_a_name_is_kept(send, given_name, kept):
    assert send(given_name, planted.picture()).name == kept


def test_a_large_file_does_not_fill_the_memory(send):
    big = planted.pdf(planted.stream_of(30))
    assert len(big) < 200_000
    tracemalloc.start()
    try:
        send("a.pdf", big)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([planted.pdf(), planted.picture(), planted.picture("JPEG")]), st.data())
def test_a_damaged_file_is_taken_or_refused_but_never_breaks_the_house(send, whole, data):
    at = data.draw(st.integers(8, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=0, max_size=20)) + whole[at + data.draw(st.integers(0, 30)) :]
    try:
        file = send("tệp", damaged)
    except Refusal as refused:
        outcome = refused.code
    else:
        outcome = "taken" if api.read_bytes(file) == damaged else "changed"
    assert outcome in {"taken", "file_broken", "file_hostile", "file_encrypted"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=200))
def test_noise_is_refused(send, noise):
    with pytest.raises(Refusal):
        send("a.pdf", noise)


def test_reading_changed_or_missing_bytes_is_a_fault(send, folder):
    file = send("a.png", planted.picture())
    path = next(folder.glob("??/??/*"))
    path.chmod(0o600)
    path.write_bytes(planted.picture()[:-1] + b"x")
    with pytest.raises(Fault, match="changed"):
        api.read_bytes(file)
    path.unlink()
    with pytest.raises(Fault, match="missing"):
        api.open_file(file)


def test_a_thumbnail_is_small_and_only_of_pictures(send):
    small = api.thumbnail(send("a.jpg", planted.picture("JPEG", (900, 600))), side=120)
    with Image.open(io.BytesIO(small)) as drawn:
        assert drawn.size == (120, 80)
    assert api.thumbnail(send("a.pdf", planted.pdf())) is None
