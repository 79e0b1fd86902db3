"""The result is printed, signed by the leader and by the agency, once."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.files.api import read_bytes
from motcua.blocks.signing.api import verify_pdf
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.actions.sign_result import sign_result
from motcua.onestop.dossiers.api import Dossier, Result, receive_dossier, result_by_code, result_by_hash
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests.office import Office


@pytest.fixture
def resolved(office: Office) -> Dossier:
    dossier = receive_dossier(submitted(office).code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    done(dossier, "propose", office.actor("dienbien.tuphap"))
    return done(dossier, "approved", office.actor("dienbien.chutich"))


def test_a_result_bears_two_valid_signatures_and_is_found_by_code_and_by_file(resolved: Dossier, tmp_path: Path) -> None:
    result = sign_result(resolved.pk, actor=SYSTEM)
    assert result.file is not None
    data = read_bytes(result.file)
    verdict = verify_pdf(data)
    assert verdict.level == "green", verdict
    assert [found.signer for found in verdict.signatures] == ["Trần Đức Long", "Ủy ban nhân dân phường Điện Biên"]
    assert result_by_code(result.verification_code).pk == result.pk
    assert result_by_hash(result.file.sha256).pk == result.pk
    if which("pdfsig"):
        (tmp_path / "result.pdf").write_bytes(data)
        said = subprocess.run(["pdfsig", str(tmp_path / "result.pdf")], capture_output=True, text=True, check=False).stdout
        assert said.count("Signature is Valid") == 2


def test_signing_twice_signs_once(resolved: Dossier) -> None:
    first = sign_result(resolved.pk, actor=SYSTEM)
    second = sign_result(resolved.pk, actor=SYSTEM)
    assert first.file_id == second.file_id
    assert Event.objects.filter(kind="dossier.result_signed").count() == 1
    assert Result.objects.count() == 1
