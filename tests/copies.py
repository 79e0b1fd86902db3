"""Short ways to a dossier that asks for a certified copy, and to what the desk scanned of the original."""

import io
from collections.abc import Mapping

import pikepdf

from motcua.blocks.files.api import store_bytes
from motcua.kernel import clock
from motcua.onestop.dossiers.api import Dossier, Paper, attach_paper, receive_dossier, submit_dossier
from tests.digitising import drafted
from tests.office import Office
from tests.sheets import photograph, stream

COPY, ORIGINAL = "2.000815", "ban_chinh"
ANSWERS: Mapping[str, object] = {
    "nyc_ho_ten": "Nguyễn Thị Hoa",
    "nyc_so_dinh_danh": "038185004217",
    "nyc_noi_cu_tru": {"text": "12 Lê Lợi", "area": "14767", "area_name": "Phường Điện Biên"},
    "nyc_dien_thoai": "0912345601",
    "ten_giay_to": "Bằng tốt nghiệp đại học",
    "co_quan_cap": "Trường Đại học Hồng Đức",
    "ngon_ngu": "viet",
    "phuc_tap": False,
    "so_trang": 1,
    "so_ban": 1,
    "dang_ban_sao": "dien_tu",
    "cam_doan": True,
}


def asked(office: Office, *, form: str = "dien_tu") -> Dossier:
    """A dossier for a copy, taken in, with a photograph of the original."""
    citizen = office.citizen()
    draft = drafted(office, citizen, {**ANSWERS, "dang_ban_sao": form}, procedure=COPY)
    attach_paper(draft.key, ORIGINAL, name="bang.jpg", stream=stream(photograph()), actor=citizen)
    dossier = submit_dossier(draft.key, actor=citizen)
    return receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))


def scanner_file(pages: int, *, password: str = "", turned: int = 0) -> bytes:
    """A PDF of A4 pages that say their number; the last one lies turned."""
    document = pikepdf.new()
    font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
    for number in range(1, pages + 1):
        page = document.add_blank_page(page_size=(595.28, 841.89))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 24 Tf 100 400 Td (ORIGINAL PAGE {number}) Tj ET".encode())
    document.pages[-1].obj.Rotate = turned
    written = io.BytesIO()
    document.save(written, encryption=pikepdf.Encryption(owner="o", user=password) if password else False)
    return written.getvalue()


def scanned(dossier: Dossier, data: bytes, *, pages: int = 1, kind: str = "application/pdf") -> Paper:
    """What the desk scanned of the original."""
    file = store_bytes("quet.pdf", data, kind, pages=pages)
    origin = Paper.Origin.SCAN
    return Paper.objects.create(dossier=dossier, component_key=ORIGINAL, file=file, name="quet.pdf", added_at=clock.now(), origin=origin)
