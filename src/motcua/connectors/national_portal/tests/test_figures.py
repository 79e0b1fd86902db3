"""From the real action to the figure: a received dossier counts as synchronised when the portal has confirmed it."""

import pytest

from motcua.blocks.events.api import drain, timeline
from motcua.blocks.jobs.api import run_pending
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.models import OutboxMessage
from motcua.insight.indicators.api import Period, differences, figures
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier, receive_dossier, save_answers, start_draft, submit_dossier
from tests.office import DIEN_BIEN, Office

ANSWERS: dict[str, object] = {
    "nyc_noi_cu_tru": {"text": "Số 12 phố Đinh Lễ", "area": DIEN_BIEN, "area_name": "Phường Điện Biên"},
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "ho_ten": "Nguyễn Thị Hoa",
    "ngay_sinh": "1985-03-12",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}


def settle() -> None:
    """The worker's part: events are handed on, jobs run."""
    while drain(1000) + run_pending():
        pass


@pytest.mark.django_db
def test_a_dossier_counts_when_the_portal_holds_it_and_live_equals_rebuilt(office: Office, portal: NationalPortal) -> None:
    codes = []
    for _ in range(2):
        citizen = office.citizen()
        draft = start_draft("2.000635", unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
        save_answers(draft.key, values=ANSWERS, actor=citizen)
        codes.append(submit_dossier(draft.key, actor=citizen).code)
    receive_dossier(codes[0], fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    settle()
    told = list(OutboxMessage.objects.filter(dossier__code=codes[0]).order_by("sequence").values_list("kind", "status"))
    assert told[0] == ("dossier.submitted", 1)
    assert told[-1] == ("dossier.received", 2)
    today = clock.today()
    where = office.unit("38").pk
    shown = figures(actor=SYSTEM, unit_id=where, period=Period(today, today, clock.now()))
    assert not shown["dossiers.synchronised"].total
    drain_outbox(portal)
    settle()
    shown = figures(actor=SYSTEM, unit_id=where, period=Period(today, today, clock.now()))
    assert shown["dossiers.synchronised"].total == 1
    assert shown["dossiers.synchronised_share"].total == 100
    assert [one for one in differences() if one.indicator == "dossiers.synchronised"] == []
    dossier = Dossier.objects.get(code=codes[0])
    assert timeline("dossier", dossier.pk).filter(kind="portal.synchronised").count() == 1
