"""Steps that bring a dossier where a test wants it, each through the real actions."""

from datetime import timedelta

from motcua.blocks.files.api import store_bytes
from motcua.kernel import clock
from motcua.onestop.dossiers.api import (
    Dossier,
    Paper,
    Result,
    SupplementItem,
    answer_supplement,
    receive_dossier,
    request_payment,
    request_supplement,
    save_answers,
    settle_payment,
    start_draft,
    submit_dossier,
)
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests.office import Office

__all__ = ["done", "submitted"]

OLD_PAPER = SupplementItem("giay_to_ho_tich_cu", "Bản chụp giấy tờ hộ tịch đã được cấp", what="Ảnh mờ")
AUTHORISATION = SupplementItem("van_ban_uy_quyen", "Văn bản ủy quyền", what="Thiếu chữ ký")
LATER = timedelta(hours=1)
PLACE = {"text": "12 Lê Lợi", "area": "14767", "area_name": "Phường Điện Biên"}
COMPANY = {
    "nyc_ho_ten": "Nguyễn Thị Hoa",
    "nyc_so_dinh_danh": "038185004217",
    "nyc_noi_cu_tru": PLACE,
    "nyc_dien_thoai": "0912345678",
    "ten_cong_ty": "Công ty TNHH Dịch vụ Hàm Rồng",
    "tru_so": PLACE,
    "dien_thoai_cty": "02373852246",
    "von_dieu_le": 1_000_000_000,
    "nganh": [{"ma": "4711", "ten": "Bán lẻ tổng hợp"}],
    "chu_so_huu": "ca_nhan",
    "chu_ten": "Nguyễn Thị Hoa",
    "dai_dien_ten": "Nguyễn Thị Hoa",
    "dai_dien_chuc_danh": "giam_doc",
    "cam_doan": True,
}


def received(office: Office) -> Dossier:
    return taken_in(submitted(office), office)


def taken_in(dossier: Dossier, office: Office) -> Dossier:
    """The desk takes the fee and receives."""
    return receive_dossier(dossier.code, fee_collected=dossier.fee_owed_before, actor=office.actor("dienbien.motcua"))


def in_process(office: Office) -> Dossier:
    return done(received(office), "propose", office.actor("dienbien.tuphap"))


def asked_at_intake(office: Office) -> Dossier:
    dossier = submitted(office)
    request_supplement(dossier.code, items=[OLD_PAPER], reason="Ảnh mờ.", actor=office.actor("dienbien.motcua"))
    return fresh(dossier)


def asked_in_process(office: Office) -> Dossier:
    dossier = received(office)
    request_supplement(dossier.code, items=[OLD_PAPER], reason="Cần đối chiếu.", actor=office.actor("dienbien.tuphap"))
    return fresh(dossier)


def owing(office: Office) -> Dossier:
    dossier = received(office)
    request_payment(dossier.code, notice_number="TB-01", payee="Chi cục Thuế", amount=250_000, actor=office.actor("dienbien.tuphap"))
    return fresh(dossier)


def paid(office: Office) -> Dossier:
    return settle_payment(owing(office).code, receipt_number="BL-7", actor=office.actor("dienbien.tuphap"))


def resolved(office: Office) -> Dossier:
    dossier = done(in_process(office), "approved", office.actor("dienbien.chutich"))
    return signed(dossier)


def signed(dossier: Dossier) -> Dossier:
    """Its result counts as signed; printing and signing have tests of their own."""
    Result.objects.filter(dossier=dossier).update(signed_at=clock.now())
    return fresh(dossier)


def answered(dossier: Dossier, office: Office, *, after: timedelta = LATER, item: SupplementItem = OLD_PAPER) -> Dossier:
    """The citizen hands in what the open request asks for."""
    request = dossier.supplements.get(answered_at__isnull=True)
    with clock.frozen(clock.now() + after):
        hand_in(dossier, request.round, item)
        return answer_supplement(dossier.code, actor=office.citizen())


def hand_in(dossier: Dossier, number: int, item: SupplementItem = OLD_PAPER) -> None:
    stored = store_bytes("giay-to.pdf", b"%PDF-1.7 invented", "application/pdf")
    Paper.objects.create(
        dossier=dossier, component_key=item.component_key, file=stored, name="giay-to.pdf", round=number, added_at=clock.now()
    )


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def company(office: Office) -> Dossier:
    """A company to be registered by the national business register, received; no connector files it in tests."""
    citizen = office.citizen()
    draft = start_draft("2.001583", unit_id=office.unit("so_khdt").pk, actor=citizen)
    save_answers(draft.key, values=COMPANY, actor=citizen)
    stored = store_bytes("dieu-le.pdf", b"%PDF-1.7 invented", "application/pdf")
    Paper.objects.create(draft=draft, component_key="dieu_le", file=stored, name="dieu-le.pdf", added_at=clock.now())
    dossier = submit_dossier(draft.key, actor=citizen)
    return receive_dossier(dossier.code, fee_collected=dossier.fee_owed_before, actor=office.actor("sokhdt.motcua"))
