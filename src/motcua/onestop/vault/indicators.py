"""What can be counted of vaults: documents held, and dossiers in which a paper was reused instead of being asked for again."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.blocks.measures.api import Dimension, count_of, register
from motcua.onestop.dossiers.api import Dossier, Paper
from motcua.onestop.vault.events import STREAM, VaultEvent
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.rules.trust import Trust

_REUSED = (Paper.Digitised.REUSED, Paper.Digitised.REUSED_RESULT)


def _documents() -> QuerySet[VaultDocument]:
    """Documents that came from dossiers and are not deleted; what people keep of their own counts for no office."""
    return VaultDocument.objects.filter(deleted_at__isnull=True, unit__isnull=False)


def _documents_at(moment: datetime) -> QuerySet[VaultDocument]:
    kept = Q(deleted_at__isnull=True) | Q(deleted_at__gt=moment)
    return VaultDocument.objects.filter(kept, added_at__lte=moment, unit__isnull=False)


def _with_reused() -> QuerySet[Dossier]:
    reused = Paper.objects.filter(dossier_id=OuterRef("pk"), digitised__in=_REUSED)
    return Dossier.objects.filter(Exists(reused), received_at__isnull=False)


def _connected() -> QuerySet[Dossier]:
    """A paper came out of a vault, or the result went into one."""
    taken = Paper.objects.filter(dossier_id=OuterRef("pk"), origin=Paper.Origin.VAULT)
    filled = VaultDocument.objects.filter(dossier_id=OuterRef("pk"), source=VaultDocument.Source.RESULT)
    return Dossier.objects.filter(Exists(taken) | Exists(filled), parent__isnull=True, received_at__isnull=False)


TRUSTED = Dimension(
    "trust",
    {"vi": "Mức tin cậy", "en": "Trust"},
    {
        str(Trust.OWN.value): {"vi": "Chủ giấy tờ tự tải lên", "en": "Uploaded by the owner"},
        str(Trust.CHECKED.value): {"vi": "Cán bộ đã kiểm tra", "en": "Checked by an officer"},
        str(Trust.CERTIFIED.value): {"vi": "Bản sao chứng thực điện tử", "en": "Certified digital copy"},
        str(Trust.RESULT.value): {"vi": "Kết quả đã ký số", "en": "Agency result, signed"},
    },
)

register(
    count_of(
        "vault.documents",
        name={"vi": "Giấy tờ trong kho dữ liệu của tổ chức, cá nhân", "en": "Documents in vaults"},
        unit_name={"vi": "giấy tờ", "en": "documents"},
        kind="stock",
        formula={
            "vi": "Số giấy tờ từ hồ sơ của đơn vị đang có trong kho dữ liệu điện tử của tổ chức, cá nhân, theo mức tin cậy",
            "en": "Documents from the unit's dossiers that lie in the vaults of persons and organisations, by trust",
        },
        rows=_documents,
        rows_at=_documents_at,
        unit="unit_id",
        procedure="procedure_code",
        dimension=TRUSTED,
        part="trust",
        stream=STREAM,
        kinds=[VaultEvent.FILLED, VaultEvent.DELETED],
    )
)
register(
    count_of(
        "dossiers.with_reused_papers",
        name={"vi": "Hồ sơ có giấy tờ được tái sử dụng", "en": "Dossiers with reused papers"},
        unit_name={"vi": "hồ sơ", "en": "dossiers"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ tiếp nhận trong kỳ có ít nhất một giấy tờ lấy từ kho dữ liệu hoặc từ kết quả của hồ sơ khác (mã 2, 3)",
            "en": "Dossiers received in the period with at least one paper taken from a vault or from another result (codes 2 and 3)",
        },
        rows=_with_reused,
        unit="competent_id",
        procedure="procedure__code",
        day="received_at",
        stream="dossier",
        kinds=["dossier.received", "dossier.supplement_answered", "dossier.paper_reused"],
    )
)
register(
    count_of(
        "vault.connected_dossiers",
        name={"vi": "Hồ sơ kết nối kho dữ liệu", "en": "Dossiers joined to a vault"},
        unit_name={"vi": "hồ sơ", "en": "dossiers"},
        kind="flow",
        formula={
            "vi": "Hồ sơ tiếp nhận trong kỳ có giấy tờ lấy từ kho dữ liệu hoặc kết quả đã được đưa vào kho của công dân, tổ chức",
            "en": "Dossiers received in the period with a paper out of a vault, or whose result went into the owner's vault",
        },
        rows=_connected,
        unit="competent_id",
        procedure="procedure__code",
        day="received_at",
        stream="dossier",
        kinds=["dossier.received", "dossier.paper_reused", "dossier.result_signed", "dossier.supplement_answered"],
    )
)
