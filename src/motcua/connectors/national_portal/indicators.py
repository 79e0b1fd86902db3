"""How many of the received dossiers the national portal holds (QĐ 766/QĐ-TTg, DOSSIER_SYNC)."""

from django.db.models import Exists, OuterRef, QuerySet

from motcua.blocks.measures.api import Indicator, count_of, register
from motcua.connectors.national_portal.events import SYNCHRONISED as TOLD
from motcua.connectors.national_portal.models import OutboxMessage
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.dossiers.events import STREAM, DossierEvent


def _synchronised() -> QuerySet[Dossier]:
    delivered = OutboxMessage.objects.filter(dossier=OuterRef("pk"), state="sent")
    return Dossier.objects.filter(Exists(delivered), received_at__isnull=False)


SYNCHRONISED = register(
    count_of(
        "dossiers.synchronised",
        name={"vi": "Hồ sơ đã đồng bộ lên Cổng Dịch vụ công quốc gia", "en": "Dossiers synchronised with the national portal"},
        unit_name={"vi": "hồ sơ", "en": "dossiers"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ tiếp nhận trong kỳ mà Cổng Dịch vụ công quốc gia đã xác nhận nhận được",
            "en": "Dossiers received in the period of which the national portal has confirmed that it holds them",
        },
        rows=_synchronised,
        day="received_at",
        unit="competent_id",
        procedure="procedure__code",
        stream=STREAM,
        kinds=[TOLD, DossierEvent.RECEIVED],
    )
)
SHARE = register(
    Indicator(
        key="dossiers.synchronised_share",
        name={"vi": "Tỷ lệ hồ sơ đồng bộ (DOSSIER_SYNC)", "en": "Share of dossiers synchronised (DOSSIER_SYNC)"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={
            "vi": "Hồ sơ đã đồng bộ / hồ sơ tiếp nhận trong kỳ (QĐ 766/QĐ-TTg)",
            "en": "Dossiers synchronised / dossiers received in the period (QĐ 766/QĐ-TTg)",
        },
        numerator=("dossiers.synchronised", ""),
        denominator=("dossiers.received", ""),
        decimals=2,
    )
)
