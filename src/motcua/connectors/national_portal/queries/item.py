"""One item of `DongBoHoSoMC`: a dossier as it stood at a moment, under the portal's names (domain 3.4).

Lists are told whole each time; moments after the one told of are left out, so that a message says what was true then.
"""

from datetime import datetime

from django.conf import settings

from motcua.connectors.national_portal.queries.records import Records
from motcua.connectors.national_portal.rules.codes import flag, moment
from motcua.onestop.catalogue.api import ProcedureContent, content_of
from motcua.onestop.dossiers.api import Dossier, Paper, Result, SupplementRequest

Item = dict[str, object]
_LONGEST_SUMMARY = 1000
_COLLECTED = {"intake": "1", "supplement": "2", "result": "4"}
_REUSED = 2
_REUSED_RESULT = 3


def dossier_item(dossier: Dossier, records: Records, *, status: int, at: datetime) -> Item:
    """The dossier as it was at `at` (legal), with the national status code."""
    content = content_of(dossier.version_id)
    papers = [paper for paper in records.papers.get(dossier.pk, ()) if paper.added_at <= at]
    ended = dossier.ended_at if dossier.ended_at and dossier.ended_at <= at else None
    return {
        "MaHoSo": dossier.code,
        "MaTTHC": dossier.procedure.code,
        "TenTTHC": dossier.procedure.name_vi,
        "MaLinhVuc": content.field.code,
        "TenLinhVuc": content.field.vi,
        "KenhThucHien": str(dossier.channel),
        **_owner(dossier, records),
        "TrichYeuHoSo": f"{dossier.procedure.name_vi} – {dossier.owner_name}"[:_LONGEST_SUMMARY],
        "NgayNopHoSo": moment(dossier.submitted_at),
        "NgayTiepNhan": _by(dossier.received_at, at),
        "NgayHenTra": moment(dossier.due_at) if dossier.received_at and dossier.received_at <= at else "",
        "TrangThaiHoSo": str(status),
        "NgayTuChoi": moment(ended) if status == 3 else "",
        "NgayKetThucXuLy": moment(ended),
        **_return(dossier, at),
        "DonViXuLy": dossier.competent.formal_name,
        "GhiChu": dossier.ended_reason if ended else "",
        "NoiNopHoSo": settings.NATIONAL_PORTAL["place_there" if dossier.pk in records.filings else "place_here"],
        **_marks(dossier, papers, paid_online=bool(_by(records.paid_online.get(dossier.pk), at))),
        "TaiLieuNop": [_paper(paper) for paper in papers],
        "DanhSachLePhi": [_fee(fee) for fee in dossier.fees],
        "DanhSachTepDinhKemKhac": _seen_at_the_desk(dossier, content, papers),
        "DanhSachHoSoBoSung": [
            _supplement(request, dossier, at) for request in records.supplements.get(dossier.pk, ()) if request.requested_at <= at
        ],
        "DanhSachGiayToKetQua": _results(dossier, content, at),
    }


def _owner(dossier: Dossier, records: Records) -> Item:
    owner = dossier.owner
    filing = records.filings.get(dossier.pk)
    numbers = [("1", owner.citizen_id), (settings.NATIONAL_PORTAL["tax_identity"], owner.tax_code)]
    return {
        "ChuHoSo": dossier.owner_name,
        "LoaiDoiTuong": "1" if owner.kind == "person" else "2" if owner.tax_code else "4",
        "MaDoiTuong": str(filing.content.get("MaDoiTuong", "")) if filing else "",
        "ThongTinKhac": filing.national_code if filing else "",
        "Email": owner.email,
        "Fax": "",
        "SoDienThoai": owner.phone,
        "DinhDanhCHS": [{"LoaiDinhDanh": kind, "SoDinhDanh": number} for kind, number in numbers if number],
    }


def _return(dossier: Dossier, at: datetime) -> Item:
    result = _result(dossier)
    returned = dossier.returned_at is not None and dossier.returned_at <= at
    return {
        "NgayTra": _by(dossier.returned_at, at),
        "ThongTinTra": result.returned_to if result and returned else "",
        "HinhThuc": "1" if dossier.return_wish == Dossier.ReturnWish.POST else "0",
    }


def _marks(dossier: Dossier, papers: list[Paper], *, paid_online: bool) -> Item:
    """What the service index counts (QĐ 766/QĐ-TTg): digitised papers, verified accounts, online payment, data bases asked."""
    online = dossier.channel == Dossier.Channel.ONLINE
    return {
        "HoSoCoThanhPhanSoHoa": flag(any(paper.digitised for paper in papers)),
        "TaiKhoanDuocXacThucVoiVNeID": flag(online and dossier.submitter.assurance > 0),
        "DuocThanhToanTrucTuyen": "2" if paid_online else "0",
        "DSKetNoiCSDL": [{"MaCSDL": "7"}] if any(paper.origin == Paper.Origin.REGISTER for paper in papers) else [],
    }


def _paper(paper: Paper) -> Item:
    reused = "2" if paper.digitised == _REUSED_RESULT else flag(paper.digitised == _REUSED)
    return {
        "TepDinhKemId": str(paper.pk),
        "TenTepDinhKem": paper.name,
        "IsDeleted": "0",
        "MaThanhPhanHoSo": paper.component_key,
        "DuongDanTaiTepTin": f"{settings.NATIONAL_PORTAL['files']}/giay-to/{paper.pk}/",
        "DuocSoHoa": flag(paper.digitised),
        "DuocTaiSuDung": reused,
        "DuocLayTuKhoDMQG": flag(paper.origin == Paper.Origin.VAULT),
        "MaKetQuaThayThe": paper.reference if paper.origin == Paper.Origin.RESULT else "",
    }


def _fee(fee: dict[str, object]) -> Item:
    return {
        "TenPhiLePhi": fee.get("vi", ""),
        "MaPhiLePhi": fee.get("key", ""),
        "HinhThucThu": _COLLECTED.get(str(fee.get("collected", "")), "1"),
        "Gia": str(fee.get("amount", 0)),
        "LoaiPhiLePhi": "1",
    }


def _seen_at_the_desk(dossier: Dossier, content: ProcedureContent, papers: list[Paper]) -> list[Item]:
    """Papers handed in on paper: demanded by the case, and without a file."""
    if dossier.channel == Dossier.Channel.ONLINE:
        return []
    with_file = {paper.component_key for paper in papers}
    return [
        {"TenGiayTo": one.vi, "SoLuong": str(max(one.originals + one.copies, 1)), "LoaiGiayTo": "0" if one.originals else "1"}
        for one in content.case(dossier.case_key).components
        if one.kind == "upload" and one.required and one.when is None and one.key not in with_file
    ]


def _supplement(request: SupplementRequest, dossier: Dossier, at: datetime) -> Item:
    answered = request.answered_at is not None and request.answered_at <= at
    return {
        "HoSoBoSungId": str(request.pk),
        "NguoiYeuCauBoSung": request.requested_by,
        "NoiDungBoSung": request.reason,
        "NgayBoSung": moment(request.requested_at),
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": request.answer if answered else "",
        "NgayTiepNhanBoSung": _by(request.answered_at, at),
        "TrangThaiBoSung": flag(answered),
        "DanhSachGiayToBoSung": [{"TenGiayTo": one.get("name", ""), "NoiDung": one.get("what", "")} for one in request.items],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": "",
        "NgayHenTraMoi": moment(dossier.due_at) if answered and not request.at_intake else "",
    }


def _results(dossier: Dossier, content: ProcedureContent, at: datetime) -> list[Item]:
    result = _result(dossier)
    if result is None or result.decided_at > at:
        return []
    has_file = result.file_id is not None
    return [
        {
            "TenGiayTo": content.result.vi,
            "GiayToId": str(result.pk),
            "MaThanhPhanHoSo": "",
            "MaGiayToKetQua": result.verification_code,
            "DuongDanTepTinKetQua": f"{settings.NATIONAL_PORTAL['files']}/ket-qua/{result.pk}/" if has_file else "",
        }
    ]


def _result(dossier: Dossier) -> Result | None:
    return getattr(dossier, "result", None)


def _by(value: datetime | None, at: datetime) -> str:
    return moment(value) if value is not None and value <= at else ""
