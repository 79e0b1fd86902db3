from datetime import UTC, datetime

import pytest

from motcua.blocks.printing.api import render_pdf
from motcua.blocks.signing.api import ensure_identity, sign_pdf

PAPER = """#import "/official.typ": *
#show: official.with(title: "Giấy thử")
#head(agency: "UBND phường Điện Biên", number: "1", place: "Thanh Hóa", date: "2022-11-14")
#kind("Giấy thử")
#signatures(left: signer(title: "Người nộp"), right: signer(title: "Chủ tịch", name: "Lê Văn Thắng", place: "leader"))
"""


@pytest.fixture
def office(settings, tmp_path):
    """A fresh installation with an agency and a leader who can sign."""
    settings.VAR = tmp_path / "var"
    ensure_identity("agency", name="UBND phường Điện Biên", organisation="UBND phường Điện Biên")
    ensure_identity("leader", name="Lê Văn Thắng", title="Chủ tịch", organisation="UBND phường Điện Biên")
    return settings


@pytest.fixture(scope="session")
def paper():
    return render_pdf(PAPER, {}, at=datetime(2022, 11, 14, 1, 30, tzinfo=UTC))


@pytest.fixture
def signed_once(office, paper):
    """A paper with one signature of the agency."""
    return sign_pdf(paper, identity_key="agency")
