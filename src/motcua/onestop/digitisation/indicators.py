"""What can be counted of digitisation: papers, whole dossiers, and their share (QĐ 766/QĐ-TTg; NĐ 107/2021)."""

from django.db.models import QuerySet

from motcua.blocks.measures.api import Dimension, Indicator, count_of, register
from motcua.onestop.digitisation.models import CertifiedCopy, DigitalPaper, DossierStanding
from motcua.onestop.dossiers.api import Dossier

_KINDS = ["dossier.paper_digitised", "dossier.result_signed", "dossier.received"]


def _papers() -> QuerySet[DigitalPaper]:
    return DigitalPaper.objects.exclude(approval=DigitalPaper.Approval.REJECTED)


def _dossiers() -> QuerySet[DossierStanding]:
    return DossierStanding.objects.filter(state=DossierStanding.State.DONE, dossier__parent__isnull=True)


def _received_and_digital() -> QuerySet[Dossier]:
    """By the day of reception, so that the share compares the same dossiers."""
    return Dossier.objects.filter(parent__isnull=True, received_at__isnull=False, digitisation__state=DossierStanding.State.DONE)


def _copies() -> QuerySet[CertifiedCopy]:
    return CertifiedCopy.objects.all()


APPROVAL = Dimension(
    "approval",
    {"vi": "Phê duyệt", "en": "Approval"},
    {"1": {"vi": "Chờ phê duyệt", "en": "Waiting"}, "2": {"vi": "Đã phê duyệt", "en": "Approved"}},
)

register(
    count_of(
        "digitisation.papers_digitised",
        name={"vi": "Giấy tờ được số hóa", "en": "Papers digitised"},
        unit_name={"vi": "giấy tờ", "en": "papers"},
        kind="flow",
        formula={
            "vi": "Số giấy tờ được công chức đối chiếu, nhập thông tin và ký số trong kỳ, không kể giấy tờ bị từ chối phê duyệt",
            "en": "Papers that an officer checked, described and signed in the period, without those rejected",
        },
        rows=_papers,
        unit="unit_id",
        procedure="procedure_code",
        day="digitised_at",
        dimension=APPROVAL,
        part="approval",
        record="dossier_id",
        stream="dossier",
        kinds=_KINDS,
    )
)
register(
    count_of(
        "digitisation.dossiers_digitised",
        name={"vi": "Hồ sơ được số hóa", "en": "Dossiers digitised"},
        unit_name={"vi": "hồ sơ", "en": "dossiers"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ mà trong kỳ mọi giấy tờ thành phần đã được số hóa hoặc tái sử dụng và kết quả đã có bản điện tử ký số",
            "en": "Dossiers of which in the period the last paper was digitised or reused, with a signed digital result",
        },
        rows=_dossiers,
        unit="dossier__competent_id",
        procedure="dossier__procedure__code",
        day="done_at",
        record="dossier_id",
        stream="dossier",
        kinds=_KINDS,
    )
)
register(
    count_of(
        "digitisation.received_digitised",
        name={"vi": "Hồ sơ tiếp nhận đã được số hóa", "en": "Received dossiers that are digital"},
        unit_name={"vi": "hồ sơ", "en": "dossiers"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ tiếp nhận trong kỳ mà đến nay đã được số hóa đủ thành phần và kết quả",
            "en": "Dossiers received in the period that are digital by now, papers and result",
        },
        rows=_received_and_digital,
        unit="competent_id",
        procedure="procedure__code",
        day="received_at",
        stream="dossier",
        kinds=_KINDS,
    )
)
register(
    count_of(
        "digitisation.certified_copies",
        name={"vi": "Bản sao điện tử được chứng thực từ bản chính", "en": "Certified electronic copies of originals"},
        unit_name={"vi": "bản sao", "en": "copies"},
        kind="flow",
        formula={
            "vi": "Số bản sao điện tử được chứng thực từ bản chính, đã ký số trong kỳ (Điều 10 Nghị định 45/2020/NĐ-CP)",
            "en": "Electronic copies certified as true to the original and signed in the period (Decree 45/2020/NĐ-CP, article 10)",
        },
        rows=_copies,
        unit="unit_id",
        procedure="procedure_code",
        day="made_at",
        record="dossier_id",
        stream="dossier",
        kinds=_KINDS,
    )
)
register(
    Indicator(
        key="digitisation.dossiers_pct",
        name={"vi": "Tỷ lệ hồ sơ được số hóa", "en": "Share of dossiers digitised"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={
            "vi": "Hồ sơ tiếp nhận đã được số hóa trên hồ sơ tiếp nhận",
            "en": "Received dossiers that are digital out of those received",
        },
        numerator=("digitisation.received_digitised", ""),
        denominator=("dossiers.received", ""),
        decimals=2,
    )
)
