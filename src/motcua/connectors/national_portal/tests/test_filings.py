"""What a person files at the national portal waits at the desk here, once; what is wrong is refused with its reason."""

import copy
import hmac
import json
import time
from hashlib import sha256
from typing import Any

import httpx
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from motcua.blocks.accounts.api import Account
from motcua.connectors.national_portal.actions.receive_filing import receive_filing
from motcua.connectors.national_portal.actions.report_filings import fetch_filings, report_filings
from motcua.connectors.national_portal.actions.take_in_filing import take_in_filing
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.exchange import NationalExchange
from motcua.connectors.national_portal.models import NationalFiling
from motcua.connectors.national_portal.rules.filing import Told, read_filing
from motcua.connectors.national_portal.rules.mapping import map_answers
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.onestop.catalogue.api import form_of, version_in_force
from motcua.onestop.dossiers.api import Dossier
from tests.office import DIEN_BIEN, Office
from tests.sandbox_process import Sandbox

ADDRESS = "/doi-tac/cong-dvc-quoc-gia/ho-so/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
ANSWERS = {
    "nyc_ho_ten": "Nguyễn Thị Hoa",
    "nyc_so_dinh_danh": "038185004217",
    "nyc_noi_cu_tru": "12 Phố Thử, Phường Điện Biên",
    "nyc_dien_thoai": "0912345601",
    "so_luong": "2",
    "khong_co": "một câu trả lời lạ",
}

BAD: list[tuple[dict[str, Any], str]] = [
    ({"MaTTHC": "1.999999"}, "1.999999"),
    ({"MaCoQuan": "H56.999"}, "H56.999"),
    ({"MaCoQuan": "H56.22"}, ""),
    ({"ChuHoSo": ""}, "ChuHoSo"),
    ({"DinhDanhCHS": []}, "DinhDanhCHS"),
    ({"DinhDanhCHS": [{"SoDinhDanh": "123"}]}, ""),
    ({"TaiLieuNop": [{"MaThanhPhanHoSo": "giay_to_ho_tich_cu", "DuongDanTaiTepTin": "http://169.254.169.254/"}]}, ""),
]


def filing(office: Office, code: str = "G22.99-00000001", **changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "MaHoSoQuocGia": code,
        "MaTTHC": "2.000635",
        "TenTTHC": "Cấp bản sao trích lục hộ tịch",
        "MaCoQuan": office.unit(DIEN_BIEN).agency_code,
        "ChuHoSo": "Nguyễn Thị Hoa",
        "LoaiDoiTuong": "1",
        "MaDoiTuong": "TECH-1",
        "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "038185004217"}],
        "NgaySinh": "19850312",
        "SoDienThoai": "0912345601",
        "ToKhai": [{"TenTruong": name, "NhanTruong": name, "GiaTri": value} for name, value in ANSWERS.items()],
        "TaiLieuNop": [],
    }
    return {**content, **changes}


@pytest.mark.django_db
class TestTakenIn:
    def test_it_waits_at_the_desk_with_what_could_be_mapped_and_the_filing_as_it_came(self, office: Office, portal: NationalPortal) -> None:
        office.citizen()
        row = take_in_filing(receive_filing(filing(office)).pk, portal)
        dossier = Dossier.objects.get(pk=row.dossier_id)
        assert (dossier.status, dossier.channel, dossier.owner.citizen_id) == ("submitted", 2, "038185004217")
        assert dossier.receiver.code == f"{DIEN_BIEN}/mot_cua"
        assert dossier.answers["so_luong"] == 2
        assert "khong_co" not in dossier.answers
        paper = dossier.papers.get()
        assert paper.file.media_type == "application/pdf"
        assert any(label == "khong_co" for label, _, _ in row.problems)
        assert NationalExchange().problems_of(dossier.pk) == [tuple(one) for one in row.problems]
        desk = Client()
        account = Account.objects.get(username="dienbien.motcua")
        desk.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        seen = desk.get(f"/lam-viec/ho-so/{dossier.code}/").content.decode()
        assert "Cổng Dịch vụ công quốc gia: đề nghị đối chiếu" in seen
        assert "khong_co" in seen
        assert NationalExchange().problems_of(dossier.pk + 1) == []

    def test_the_same_filing_is_one_dossier_however_often_it_arrives(self, office: Office, portal: NationalPortal) -> None:
        for _ in range(3):
            take_in_filing(receive_filing(filing(office)).pk, portal)
        NationalFiling.objects.update(state="waiting", dossier=None)  # as after a restored backup
        take_in_filing(receive_filing(filing(office)).pk, portal)
        assert Dossier.objects.count() == NationalFiling.objects.count() == 1

    def test_a_person_nobody_knew_is_registered(self, office: Office, portal: NationalPortal) -> None:
        content = filing(office, ChuHoSo="Lê Văn Mới", DinhDanhCHS=[{"LoaiDinhDanh": "1", "SoDinhDanh": "038090009876"}], NgaySinh="")
        take_in_filing(receive_filing(content).pk, portal)
        assert Party.objects.get(citizen_id="038090009876").full_name == "Lê Văn Mới"

    def test_a_name_that_differs_is_told_to_the_desk_and_not_taken_over(self, office: Office, portal: NationalPortal) -> None:
        office.citizen()
        row = take_in_filing(receive_filing(filing(office, ChuHoSo="Người Khác")).pk, portal)
        assert Dossier.objects.get().owner_name == "Nguyễn Thị Hoa"
        assert any("Người Khác" in value for _, value, _ in row.problems)

    def test_a_bad_filing_is_refused_with_its_reason(self, office: Office, portal: NationalPortal) -> None:
        for number, (change, reason) in enumerate(BAD):
            row = take_in_filing(receive_filing(filing(office, f"G22.99-{number}", **change)).pk, portal)
            assert row.state == "refused", change
            assert row.reason
            assert reason in row.reason
        assert Dossier.objects.count() == 0

    def test_what_is_no_filing_is_not_kept(self, office: Office) -> None:
        for content in ({}, {"MaHoSoQuocGia": ""}, {"MaHoSoQuocGia": 5}, [], "x"):
            with pytest.raises(InvalidInput):
                receive_filing(content)  # type: ignore[arg-type] # whatever a stranger sends
        assert NationalFiling.objects.count() == 0


@pytest.mark.django_db
def test_the_way_there_and_back(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    """Filed by hand at the portal with a good and a bad file, fetched, taken in, answered."""
    content = filing(office)
    del content["MaHoSoQuocGia"]
    content["files"] = [
        {"component": "giay_to_ho_tich_cu", "name": "giay.pdf", "hex": b"no pdf at all".hex()},
        {"component": "khac", "name": "khac.pdf", "hex": PDF.hex()},
    ]
    code = httpx.post(f"{sandbox.url}/national-portal/gui", json=content).text
    assert fetch_filings(portal) >= 1
    row = take_in_filing(NationalFiling.objects.get(national_code=code).pk, portal)
    assert row.state == "taken_in", row.reason
    assert {label for label, _, _ in row.problems} >= {"khac"}
    assert Dossier.objects.get().papers.count() == 1
    assert report_filings(portal) >= 1
    assert report_filings(portal) == 0
    page = httpx.get(f"{sandbox.url}/national-portal/").text
    assert Dossier.objects.get().code in page
    assert code not in {one.national_code for one in NationalFiling.objects.filter(reported="")}


def signed(body: bytes, secret: str, *, age: int = 0) -> dict[str, str]:
    moment, number = str(int(time.time()) - age), "n" * 32
    signature = hmac.new(secret.encode(), f"{moment}.{number}.".encode() + body, sha256).hexdigest()
    return {"X-Timestamp": moment, "X-Delivery": number, "X-Signature": f"sha256={signature}"}


@pytest.mark.django_db
class TestTheCall:
    def call(self, body: bytes, secret: str, **kwargs: int) -> int:
        return Client(enforce_csrf_checks=True).post(ADDRESS, body, "application/json", headers=signed(body, secret, **kwargs)).status_code

    def test_only_a_genuine_call_is_kept_and_once(self, office: Office, settings: Any) -> None:
        settings.NATIONAL_PORTAL = {**settings.NATIONAL_PORTAL, "url": "http://127.0.0.1:9", "secret": "shared"}
        body = json.dumps(filing(office)).encode()
        assert self.call(body, "guess") == 401
        assert self.call(body, "shared", age=301) == 401
        assert NationalFiling.objects.count() == 0
        assert [self.call(body, "shared"), self.call(body, "shared")] == [202, 202]
        assert NationalFiling.objects.count() == 1
        assert self.call(b"[]", "shared") == self.call(b"{", "shared") == 422

    def test_files_are_for_the_portal_only(self, office: Office, portal: NationalPortal, settings: Any) -> None:
        take_in_filing(receive_filing(filing(office)).pk, portal)
        address = f"/doi-tac/cong-dvc-quoc-gia/tep/giay-to/{Dossier.objects.get().papers.get().pk}/"
        assert Client().get(address).status_code == 401
        assert Client().get(address, headers={"Authorization": "Bearer guess"}).status_code == 401
        answer = Client().get(address, headers={"Authorization": f"Bearer {settings.NATIONAL_PORTAL['secret']}"})
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")  # type: ignore[attr-defined] # a file is streamed


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@limits(max_examples=50, deadline=None)
@given(name=st.sampled_from(["MaTTHC", "ChuHoSo", "DinhDanhCHS", "ToKhai", "TaiLieuNop", "NgaySinh", "LoaiDoiTuong"]), value=json_values)
def test_whatever_stands_in_a_filing_it_is_read_or_refused(name: str, value: object) -> None:
    content = {"MaHoSoQuocGia": "G22", "MaTTHC": "x", "MaCoQuan": "y", "ChuHoSo": "z", "DinhDanhCHS": [{"SoDinhDanh": "1"}]}
    try:
        found = read_filing({**copy.deepcopy(content), name: value})
    except InvalidInput:
        return
    assert found.national_code == "G22"
    assert found.owner.full_name


@pytest.mark.django_db
def test_whatever_is_answered_there_only_what_our_form_accepts_is_taken_over(office: Office) -> None:
    form = form_of(version_in_force("2.000635", clock.today()))
    names = st.sampled_from([field.name for field in form.fields])

    @limits(max_examples=50, deadline=None)
    @given(st.lists(st.tuples(names, json_values), max_size=6))
    def check(told: list[tuple[str, object]]) -> None:
        mapped = map_answers(form, [Told(name, "", value) for name, value in told], today=clock.today())
        wrong = {error.field.partition("-")[0] for error in form.check(mapped.answers)}
        assert not wrong & set(mapped.answers)

    check()
