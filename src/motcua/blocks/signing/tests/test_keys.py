"""Keys are made once, kept closed, and say TEST."""

import stat
import threading
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization

from motcua.blocks.signing.actions import ensure_identity as identity_module
from motcua.blocks.signing.api import end_identity, ensure_authority, ensure_identity, restore_identity, sign_pdf
from motcua.blocks.signing.models import authority as authority_module
from motcua.kernel import clock
from motcua.kernel.errors import Fault, Refusal


def forget():
    """As a new process would: nothing loaded yet."""
    authority_module._loaded.clear()
    identity_module._loaded.clear()


def test_keys_are_readable_by_nobody_else_and_encrypted(office):
    ensure_authority()
    folder = office.VAR / "keys"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert len(files) == 3
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "ENCRYPTED PRIVATE KEY" in file.read_text()
        assert "BEGIN PRIVATE KEY" not in file.read_text()


def test_keys_do_not_open_with_another_secret(office):
    ensure_authority()
    forget()
    office.SECRET_KEY = "another"
    with pytest.raises(Fault, match="another secret"):
        ensure_authority()


def test_a_later_start_finds_the_same_keys(office):
    first, signer = ensure_authority(), ensure_identity("x", name="A")
    forget()
    assert ensure_authority().root.certificate == first.root.certificate
    assert ensure_identity("x", name="A").pair.certificate == signer.pair.certificate


def test_first_starts_at_once_agree_on_one_authority_and_one_identity(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    forget()
    together, seen = threading.Barrier(8), []

    def start():
        together.wait()
        path = settings.VAR / "keys"
        path.mkdir(parents=True, exist_ok=True)
        authority_module._loaded.clear()
        identity_module._loaded.clear()
        signer = ensure_identity("x", name="A")
        authority_module._loaded.clear()
        identity_module._loaded.clear()
        seen.append((ensure_authority().root.certificate.serial_number, ensure_identity("x", name="A").pair.certificate.serial_number))
        assert signer.pair.certificate.serial_number == seen[-1][1]

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_new_facts_give_a_new_certificate(office):
    before = ensure_identity("leader", name="Lê Văn Thắng", title="Chủ tịch", organisation="UBND phường Điện Biên")
    after = ensure_identity("leader", name="Lê Văn Thắng", title="Phó Chủ tịch", organisation="UBND phường Điện Biên")
    assert before.pair.certificate.serial_number != after.pair.certificate.serial_number
    assert after.title == "Phó Chủ tịch"


def test_every_certificate_says_test_and_chains_to_the_root(office):
    made = ensure_authority()
    signer = ensure_identity("agency", name="UBND phường Điện Biên", organisation="UBND phường Điện Biên")
    for pair in (made.root, made.issuing, made.tsa, signer.pair):
        assert "TEST" in pair.certificate.subject.rfc4514_string()
    made.issuing.certificate.verify_directly_issued_by(made.root.certificate)
    made.tsa.certificate.verify_directly_issued_by(made.issuing.certificate)
    signer.pair.certificate.verify_directly_issued_by(made.issuing.certificate)
    assert made.tsa.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) != signer.pair.key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def test_nothing_decided_after_a_certificate_ended_is_signed_in_its_name(office, paper):
    leaves = datetime(2022, 12, 1, tzinfo=clock.VIETNAM)
    end_identity("leader", at=leaves)
    with pytest.raises(Refusal, match="ended"):
        sign_pdf(paper, identity_key="leader", decided_at=leaves)
    assert sign_pdf(paper, identity_key="leader", decided_at=leaves - timedelta(hours=1))
    restore_identity("leader")
    assert sign_pdf(paper, identity_key="leader", decided_at=leaves)
