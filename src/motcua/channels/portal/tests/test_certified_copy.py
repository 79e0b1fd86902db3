"""A certified electronic copy lies in the vault of its owner, and anybody can check it, however long it is."""

from io import BytesIO

import pytest
from django.test import Client

from motcua.blocks.events.api import drain
from motcua.blocks.files.api import read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Result
from motcua.onestop.vault.api import load_paper_types, my_vault
from tests.copies import asked, scanned, scanner_file
from tests.digitising import resolved
from tests.office import PROVINCE, Office


def test_the_copy_is_in_the_vault_and_is_recognised(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    dossier = asked(office)
    scanned(dossier, scanner_file(2), pages=2)
    resolved(office, dossier)
    drain(1000)
    run_pending(raise_errors=True)
    result = Result.objects.select_related("file").get(dossier=dossier)
    assert result.file is not None
    (card,) = [card for card in my_vault(office.citizen()).cards if "chứng thực" in card.name]
    assert card.name == "Bản sao được chứng thực từ bản chính"
    client, data = Client(), read_bytes(result.file)
    said = "Bản sao điện tử được chứng thực từ bản chính gồm 2 trang"
    by_code = client.get(f"/xac-minh/?ma={result.verification_code}").content.decode()
    assert said in by_code
    monkeypatch.setattr("motcua.channels.portal.views.verify.MOST_BYTES", 1000)
    page = client.post("/xac-minh/", {"tep": _file(data)}).content.decode()
    assert said in page
    assert "banner-good" in page
    unknown = client.post("/xac-minh/", {"tep": _file(data + b" ")})
    assert unknown.status_code == 422
    assert "không phải văn bản cấp tại đây" in unknown.content.decode()


def _file(data: bytes) -> BytesIO:
    upload = BytesIO(data)
    upload.name = "ban-sao.pdf"
    return upload
