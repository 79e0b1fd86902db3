"""One dossier with everything that hangs on it, and everybody who may or may not come near it."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from PIL import Image

from motcua.blocks.accounts.api import Account
from motcua.blocks.audit.api import accesses_of
from motcua.blocks.workflow.api import open_tasks
from motcua.insight.indexes.api import ReformSheet, open_round
from motcua.insight.reporting.api import Report, load_regimes, open_period
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor
from motcua.onestop.desk.api import Appointment, Hall, Parcel, Ticket, book_appointment, load_halls, take_ticket
from motcua.onestop.dossiers.api import (
    Dossier,
    Draft,
    Paper,
    attach_paper,
    dossier_file,
    receive_dossier,
    save_answers,
    start_draft,
    submit_dossier,
)
from motcua.onestop.evaluation.api import edition_on, score_self
from motcua.onestop.feedback.api import (
    Feedback,
    Marks,
    Message,
    Origin,
    Sender,
    Upload,
    accept_feedback,
    approve_answer,
    assign_feedback,
    draft_answer,
    forward_feedback,
    load_feedback,
    publish_feedback,
    send_feedback,
)
from motcua.onestop.payments.api import Account as RefundAccount
from motcua.onestop.payments.api import Mismatch, Receipt, Settlement, Transaction, ask_refund
from motcua.onestop.vault.api import (
    Sharing,
    VaultShare,
    add_document,
    dispute_reading,
    load_paper_types,
    share_documents,
)
from tests.office import DIEN_BIEN, PROVINCE, Office

EXTRACT = "2.000635"
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 1,
    "mien_phi": "khong",
    "cam_doan": True,
}
STRANGER = {"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "GioiTinh": "Nam", "loAs": "2"}
OFFICIALS = (
    "dienbien.motcua",
    "dienbien.tuphap",
    "dienbien.chutich",
    "hoangquang.motcua",
    "hoangquang.tuphap",
    "hoangquang.chutich",
    "tpthanhhoa.motcua",
    "quangxuong.chutich",
    "sotuphap.hanhchinh",
    "kiemsoat.tinh",
    "caicach.tinh",
    "bientap.tinh",
    "quantri.tinh",
)
SEES_THE_FEEDBACK = {"dienbien.motcua", "dienbien.chutich", "kiemsoat.tinh"}
SEES_ITS_SENDER = {"dienbien.chutich"}
SEES_THE_REPORT = {"dienbien.motcua", "dienbien.tuphap", "dienbien.chutich", "tpthanhhoa.motcua", "kiemsoat.tinh", "caicach.tinh"}
SEES_THE_DOSSIER = {"owner", "dienbien.motcua", "dienbien.tuphap", "dienbien.chutich", "kiemsoat.tinh"}


@dataclass
class VaultWorld:
    """What lies in the owner's vault, and who looked at it."""

    document: int
    share: VaultShare
    reading: int
    dispute: int


@dataclass
class DeskWorld:
    """The hall of the ward with a waiting ticket and the owner's appointment; an envelope that came back."""

    ticket: Ticket
    appointment: Appointment
    envelope: Parcel


@dataclass
class MoneyWorld:
    """The payment of the dossier, its receipt, a refund asked for, and a day of a gateway with an exception."""

    reference: str
    receipt: int
    refund: str
    settlement: int
    mismatch: int


@dataclass
class ReportWorld:
    """The ward's report of a quarter, and the quarter."""

    report: int
    period: int


@dataclass
class World:
    """The objects that addresses name, and the actors by name."""

    dossier: Dossier
    draft: Draft
    paper: Paper
    draft_paper: Paper
    task_id: int
    slip_id: int
    vault: "VaultWorld"
    money: "MoneyWorld"
    feedback: Feedback
    desk: "DeskWorld"
    assessment: int
    report: "ReportWorld"
    reform: ReformSheet
    actors: dict[str, Actor] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)


def picture() -> io.BytesIO:
    """A small real picture, as a phone would send it."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, "PNG")
    stream.seek(0)
    return stream


def build(office: Office) -> World:
    """A received dossier with a paper, a slip and a task; a draft with a paper; the people."""
    owner = office.citizen()
    drafts = [start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=owner) for _ in range(2)]
    papers = []
    for draft in drafts:
        save_answers(draft.key, values=ANSWERS, actor=owner)
        papers.append(attach_paper(draft.key, "giay_to_ho_tich_cu", name="anh.png", stream=picture(), actor=owner))
    dossier = submit_dossier(drafts[0].key, actor=owner)
    receive_dossier(dossier.code, fee_collected=dossier.fee_owed_before, actor=office.actor("dienbien.motcua"))
    (task,) = open_tasks("dossier", dossier.pk)
    world = World(
        dossier,
        drafts[1],
        papers[0],
        papers[1],
        task.pk,
        dossier.slips.get().pk,
        vault_of(owner, dossier, office),
        money_of(owner),
        feedback_of(owner, office),
        desk_of(owner, dossier, office),
        assessment_of(office),
        reports_of(office),
        sheet_of(office),
    )
    world.actors = {"anonymous": ANONYMOUS, "owner": owner, "stranger": office.citizen(STRANGER)}
    world.actors |= {name: office.actor(name) for name in OFFICIALS}
    world.accounts = {name: Account.objects.get(pk=actor.account_id) for name, actor in world.actors.items() if actor.account_id}
    return world


def vault_of(owner: Actor, dossier: Dossier, office: Office) -> VaultWorld:
    """A document of the owner's that serves the dossier, shared by link; a reading, disputed."""
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    kept = add_document(
        name="Giấy khai sinh", type_code="GIAY-KHAI-SINH", issued_on=None, file_name="anh.png", stream=picture(), actor=owner
    )
    share = share_documents(Sharing([kept], clock.now() + timedelta(days=1), "xem"), actor=owner).share
    dossier_file(dossier.code, purpose="intake", actor=office.actor("dienbien.motcua"))
    reading = accesses_of(owner.party_id or 0)[0].pk
    return VaultWorld(kept, share, reading, dispute_reading(reading, text="Vì sao?", actor=owner).pk)


def desk_of(owner: Actor, dossier: Dossier, office: Office) -> DeskWorld:
    """Somebody waits in the hall, the owner has booked, an envelope of the dossier came back."""
    load_halls(PROVINCE / "desks", actor=SYSTEM)
    hall = Hall.objects.get(unit__code=f"{DIEN_BIEN}/mot_cua")
    appointment = book_appointment(
        hall.pk, procedure_code=EXTRACT, starts_at=clock.now().replace(hour=9, minute=0) + timedelta(days=1), actor=owner
    )
    now = clock.now()
    envelope = Parcel.objects.create(
        number=f"{dossier.code}-P1", direction="out", unit=hall.unit, party_id=owner.party_id, dossier=dossier, person="Nguyễn Thị Hoa",
        address="Số 12 phố Đinh Lễ", state="returned", ordered_at=now, changed_at=now, asked_at=now,
    )  # fmt: skip
    return DeskWorld(take_ticket(hall.pk, actor=ANONYMOUS), appointment, envelope)


def reports_of(office: Office) -> ReportWorld:
    """The third quarter is open; the ward has its draft."""
    load_regimes(PROVINCE / "regimes", actor=SYSTEM)
    period = open_period("kiem_soat_tthc", "quarter", 2022, 3, actor=office.actor("kiemsoat.tinh"))
    return ReportWorld(Report.objects.get(period=period, unit=office.unit(DIEN_BIEN)).pk, period.pk)


def assessment_of(office: Office) -> int:
    """The ward has assessed its last quarter; nobody has appraised it yet."""
    points = {index.key: Decimal(1) for index in edition_on(clock.today()).indices}
    ward = office.unit(DIEN_BIEN).pk
    return score_self(ward, 2022, 3, points=points, note="Chưa có phiếu", actor=office.actor("dienbien.chutich")).pk


def sheet_of(office: Office) -> ReformSheet:
    """The ward's sheet in the round of the wards."""
    opened = open_round(2022, "commune", actor=office.actor("caicach.tinh"))
    return opened.sheets.get(unit=office.unit(DIEN_BIEN))


def feedback_of(owner: Actor, office: Office) -> Feedback:
    """What the owner told about rubbish, answered by the ward and published with a picture."""
    load_feedback(PROVINCE / "feedback")
    message = Message(
        "field_issue", "moi_truong", "Rác thải ùn ứ", "Rác thải không được thu gom ba ngày nay ở đầu ngõ.", place_code=DIEN_BIEN
    )
    who = Sender(name="Nguyễn Thị Hoa", phone="0912345601")
    files = [Upload("anh.png", picture())]
    code = send_feedback(message, who, key=uuid4(), origin=Origin("203.0.113.9", "", 30.0), files=files, actor=owner).code
    clerk, head = office.actor("dienbien.motcua"), office.actor("dienbien.chutich")
    forward_feedback(code, unit_id=office.unit(f"{DIEN_BIEN}/mot_cua").pk, reason="địa bàn", actor=office.actor("kiemsoat.pakn"))
    accept_feedback(code, actor=clerk)
    assign_feedback(code, unit_id=office.unit(f"{DIEN_BIEN}/dia_chinh_xay_dung").pk, actor=clerk)
    draft_answer(code, text="Phường đã thu gom rác.", actor=office.actor("dienbien.diachinh"))
    approve_answer(code, actor=head)
    feedback = Feedback.objects.get(code=code)
    publish_feedback(code, Marks(pictures=[feedback.attachments.get().pk]), actor=head)
    return feedback


def money_of(owner: Actor) -> MoneyWorld:
    """The cash that was taken, a refund of it asked for, and a day on which a gateway names what we do not know."""
    paid = Transaction.objects.get()
    refund = ask_refund(paid.reference, amount=paid.amount, reason="Nộp nhầm", account=RefundAccount(), actor=owner)
    day = Settlement.objects.create(gateway="paygov", day=clock.today(), loaded_at=clock.now())
    exception = Mismatch.objects.create(settlement=day, reference="LA1", kind="only_partner", theirs=1000, their_status="paid")
    return MoneyWorld(paid.reference, Receipt.objects.get().pk, refund.reference, day.pk, exception.pk)
