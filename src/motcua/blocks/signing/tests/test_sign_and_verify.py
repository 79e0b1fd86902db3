"""A signed paper is green; whatever is done to it afterwards is seen."""

import io
import re
import shutil
import subprocess
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.blocks.signing.actions import sign_pdf as sign_module
from motcua.blocks.signing.api import Box, Stamp, ensure_authority, ensure_identity, sign_pdf, verify_pdf
from motcua.blocks.signing.models import time_stamps
from motcua.kernel import clock
from motcua.kernel.errors import Fault, NotFound, Refusal


def contents(pdf: bytes) -> list[tuple[int, int]]:
    """Where the signatures themselves lie: the only bytes that a signature does not cover."""
    return [found.span() for found in re.finditer(rb"/Contents\s*<[0-9a-fA-F]{1000,}>", pdf)]


def stamp_boxes(pdf: bytes) -> list[list[float]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [[float(corner) for corner in note.Rect] for note in document.pages[0].obj.get("/Annots", []) if note.get("/FT") == "/Sig"]


def test_one_signature_is_green_and_says_who_and_when(office, paper):
    verdict = verify_pdf(sign_pdf(paper, identity_key="agency", reason="Tiếp nhận", location="Thanh Hóa"))
    (found,) = verdict.signatures
    assert verdict.level == "green"
    assert str(verdict).startswith("Signed by UBND phường Điện Biên at ")
    assert (found.intact, found.covers_whole, found.trusted, found.time_stamped, found.changed_after) == (True, True, True, True, False)
    assert (found.reason, found.location, found.organisation) == ("Tiếp nhận", "Thanh Hóa", "UBND phường Điện Biên")
    assert abs(clock.real_now() - found.signed_at) < timedelta(minutes=1)
    assert len(verdict.notes) == 1


def test_the_time_of_signing_is_real_time_even_when_legal_time_is_another_year(office, paper):
    with clock.frozen(clock.real_now().replace(year=2022)):
        (found,) = verify_pdf(sign_pdf(paper, identity_key="agency")).signatures
    assert abs(clock.real_now() - found.signed_at) < timedelta(minutes=1)


def test_a_second_signature_leaves_the_first_valid(office, paper):
    first = sign_pdf(paper, identity_key="leader", visible=Stamp(style="person", place="leader"))
    verdict = verify_pdf(sign_pdf(first, identity_key="agency", visible=Stamp(style="corner")))
    assert verdict.level == "green"
    assert [found.signer for found in verdict.signatures] == ["Lê Văn Thắng", "UBND phường Điện Biên"]
    assert [found.covers_whole for found in verdict.signatures] == [False, True]
    assert verdict.params["count"] == 2


def test_a_visible_signature_stands_where_the_paper_kept_room(office, paper):
    with pikepdf.open(io.BytesIO(paper)) as document:
        _, left, top, width, height = (float(part) for part in str(document.docinfo.Keywords).partition("@")[2].split(":"))
    (box,) = stamp_boxes(sign_pdf(paper, identity_key="leader", visible=Stamp(style="person", place="leader")))
    assert box == pytest.approx([left, 841.89 - top - height, left + width, 841.89 - top], abs=1)


def test_a_visible_signature_stands_in_its_box_or_at_the_foot(office, paper):
    signed = sign_pdf(paper, identity_key="agency", visible=Stamp(box=Box(0, 100, 200, 150, 60)))
    signed = sign_pdf(signed, identity_key="agency", visible=Stamp(place="nowhere"))
    assert stamp_boxes(signed)[0] == [100, 200, 250, 260]
    assert stamp_boxes(signed)[1][1] == 60


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_stamp_names_the_signer_and_the_moment(office, paper, tmp_path):
    file = tmp_path / "a.pdf"
    moment = clock.real_now()
    file.write_bytes(sign_pdf(paper, identity_key="agency", visible=Stamp(place="leader"), at=moment))
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    assert "Ký bởi: UBND phường Điện Biên" in text
    assert moment.astimezone(clock.VIETNAM).isoformat(timespec="seconds") in text


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed")
def test_another_program_finds_the_signatures_valid_and_a_changed_byte_wrong(office, paper, tmp_path):
    signed = sign_pdf(sign_pdf(paper, identity_key="agency"), identity_key="leader", visible=Stamp(place="leader"))
    file = tmp_path / "a.pdf"

    def asked(data: bytes) -> str:
        file.write_bytes(data)
        return subprocess.run(["pdfsig", str(file)], capture_output=True, check=False, text=True).stdout

    good = asked(signed)
    assert good.count("Signature is Valid") == 2
    assert "ETSI.CAdES.detached" in good
    assert "Total document signed" in good
    changed = bytearray(signed)
    changed[len(paper) // 2] ^= 1
    assert "Signature is Valid" not in asked(bytes(changed))


def test_an_unsigned_paper_is_yellow(office, paper):
    assert verify_pdf(paper).level == "yellow"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_byte_anywhere_is_never_green(signed_once, data):
    signed = bytearray(signed_once)
    ((start, end),) = contents(signed)
    at = data.draw(st.one_of(st.integers(0, start - 1), st.integers(end, len(signed) - 1)))
    signed[at] ^= data.draw(st.integers(1, 255))
    verdict = verify_pdf(bytes(signed))
    assert verdict.level == "red" or not verdict.signatures
    assert verdict.level != "green"


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_noise_gives_a_red_sentence_and_never_an_error(noise, with_head):
    verdict = verify_pdf((b"%PDF-1.7\n" if with_head else b"") + noise)
    assert verdict.level == "red"
    assert "damaged" in str(verdict)


def test_a_truncated_paper_is_not_green(office, paper):
    signed = sign_pdf(paper, identity_key="agency")
    assert verify_pdf(signed[: len(signed) - 300]).level == "red"
    assert verify_pdf(signed[: len(paper)]).level == "yellow"


def test_something_appended_is_red(office, paper):
    verdict = verify_pdf(sign_pdf(paper, identity_key="agency") + b"\n% more\n")
    assert verdict.level == "red"
    assert "added" in str(verdict)


def test_a_page_changed_in_a_later_revision_is_red(office, paper):
    writer = IncrementalPdfFileWriter(io.BytesIO(sign_pdf(paper, identity_key="agency")))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.mark_update(page.container_ref)
    changed = io.BytesIO()
    writer.write(changed)
    verdict = verify_pdf(changed.getvalue())
    assert verdict.level == "red"
    assert verdict.signatures[0].intact
    assert verdict.signatures[0].changed_after


def test_a_page_changed_between_two_signatures_is_red(office, paper):
    writer = IncrementalPdfFileWriter(io.BytesIO(sign_pdf(paper, identity_key="agency")))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.mark_update(page.container_ref)
    changed = io.BytesIO()
    writer.write(changed)
    assert verify_pdf(sign_pdf(changed.getvalue(), identity_key="leader")).level == "red"


def test_a_signature_of_an_unknown_issuer_is_yellow(office, paper, tmp_path):
    signed = sign_pdf(paper, identity_key="agency")
    office.VAR = tmp_path / "another province"
    verdict = verify_pdf(signed)
    assert verdict.level == "yellow"
    assert "issuer" in str(verdict)


def test_a_root_named_in_the_settings_is_trusted(office, paper, tmp_path):
    signed = sign_pdf(paper, identity_key="agency")
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "a.pem").write_bytes(ensure_authority().root.certificate.public_bytes(Encoding.PEM))
    office.VAR, office.TRUSTED_ROOTS = tmp_path / "another province", str(roots)
    assert verify_pdf(signed).level == "green"


def test_a_signature_without_a_time_stamp_is_yellow(office, paper, monkeypatch):
    monkeypatch.setattr(sign_module, "time_stamper", lambda: None)
    verdict = verify_pdf(sign_pdf(paper, identity_key="agency"))
    assert verdict.level == "yellow"
    assert "not certified" in str(verdict)


def test_a_certificate_that_ran_out_since_is_judged_at_the_proven_moment(office, paper, monkeypatch):
    signed = sign_pdf(paper, identity_key="agency")
    later = clock.real_now() + timedelta(days=6 * 365)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert verify_pdf(signed).level == "green"


def test_who_has_no_certificate_cannot_sign(office, paper):
    with pytest.raises(NotFound):
        sign_pdf(paper, identity_key="nobody")


@pytest.mark.parametrize("damage", [lambda pdf: b"", lambda pdf: b"hello", lambda pdf: pdf[:400]])
def test_what_is_not_a_whole_pdf_cannot_be_signed(office, paper, damage):
    with pytest.raises(Refusal) as refused:
        sign_pdf(damage(paper), identity_key="agency")
    assert refused.value.code == "file_broken"


def test_a_name_of_any_length_can_sign(office, paper):
    ensure_identity("long", name=("Ủy ban nhân dân " * 10).strip(), organisation="Sở Kế hoạch và Đầu tư " * 9)
    verdict = verify_pdf(sign_pdf(paper, identity_key="long", visible=Stamp()))
    assert verdict.level == "green"
    assert verdict.signatures[0].signer == ("Ủy ban nhân dân " * 10).strip()


class TimeServer(BaseHTTPRequestHandler):
    def do_POST(self):
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        body = time_stamps._local(str(self.server.var)).answer(request).dump() if self.path == "/good" else b"<html>"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def time_server(office):
    with HTTPServer(("127.0.0.1", 0), TimeServer) as server:
        server.var = office.VAR
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_time_stamping_server_is_asked_over_http(office, paper, time_server):
    office.TSA_URL = f"{time_server}/good"
    assert verify_pdf(sign_pdf(paper, identity_key="agency")).signatures[0].time_stamped


def test_a_time_stamping_server_that_is_wrong_or_away_is_a_fault(office, paper, time_server):
    for address in (f"{time_server}/bad", "http://127.0.0.1:9/away"):
        office.TSA_URL = address
        with pytest.raises(Fault, match="time stamp"):
            sign_pdf(paper, identity_key="agency")


def test_the_time_stamper_refuses_a_weak_hash(office):
    request = tsp.TimeStampReq({"version": 1, "message_imprint": {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)}})
    assert time_stamps._local(str(office.VAR)).answer(request)["status"]["status"].native == "rejection"


def test_an_agency_lays_its_seal_over_the_left_third_of_a_persons_signature(office, paper):
    signed = sign_pdf(paper, identity_key="leader", visible=Stamp(style="person", place="leader"))
    signed = sign_pdf(signed, identity_key="agency", visible=Stamp(place="leader"))
    (left, bottom, right, top), seal = stamp_boxes(signed)
    drawn_left, drawn_width = left + (right - left) * 0.15, (right - left) * 0.7
    assert (seal[2] - drawn_left) / drawn_width == pytest.approx(1 / 3, abs=0.03)
    assert seal[2] - seal[0] == seal[3] - seal[1] == 88
    assert (seal[1] + seal[3]) / 2 == pytest.approx((bottom + top) / 2, abs=1)
    assert verify_pdf(signed).level == "green"
