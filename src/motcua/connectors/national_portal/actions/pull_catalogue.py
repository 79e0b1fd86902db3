"""Read the national list of procedures."""

from django.db import transaction

from motcua.connectors.national_portal.client import AnsweredBadlyError, NationalPortal
from motcua.connectors.national_portal.models import NationalProcedure
from motcua.connectors.national_portal.rules.catalogue import read_entry
from motcua.kernel import clock


def pull_catalogue(portal: NationalPortal) -> int:
    """Keep the national list as it is now (`LayDanhSachTTHC`); returns how many procedures it has. Raises `Fault`."""
    found = portal.ask("LayDanhSachTTHC", {}).get("result")
    if not isinstance(found, list):
        raise AnsweredBadlyError("LayDanhSachTTHC: the reply has no list")
    now = clock.real_now()
    rows = {}
    for record in found:
        entry = read_entry(record) if isinstance(record, dict) else None
        if entry is not None:
            rows[entry.code] = NationalProcedure(
                code=entry.code,
                name=entry.name,
                field_code=entry.field_code,
                level=entry.level,
                is_public=str(record.get("TRANGTHAI", "1")) == "1",
                read_at=now,
            )
    with transaction.atomic():
        NationalProcedure.objects.all().delete()
        NationalProcedure.objects.bulk_create(rows.values(), batch_size=500)
    return len(rows)
