"""Short ways to dossiers that are somewhere in their life."""

import io
from collections.abc import Mapping

from PIL import Image

from motcua.blocks.workflow.api import open_tasks
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Draft,
    attach_paper,
    complete_task,
    receive_dossier,
    save_answers,
    sign_result,
    start_draft,
    submit_dossier,
)
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.models import VaultDocument
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
OLD_PAPER = "giay_to_ho_tich_cu"
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 1,
    "mien_phi": "khong",
    "cam_doan": True,
}
STRANGER = {"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "GioiTinh": "Nam", "loAs": "2"}


def picture(shade: str = "white") -> io.BytesIO:
    """A small real picture, as a phone would send it."""
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), shade).save(stream, "PNG")
    stream.seek(0)
    return stream


def drafted(office: Office, citizen: Actor, answers: Mapping[str, object] | None = None, *, procedure: str = EXTRACT) -> Draft:
    """A draft with all answers."""
    draft = start_draft(procedure, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    return save_answers(draft.key, values=answers or ANSWERS, actor=citizen)


def received(office: Office, citizen: Actor, *, with_paper: bool = True) -> Dossier:
    """A dossier accepted at the desk, with a picture of an old paper."""
    draft = drafted(office, citizen)
    if with_paper:
        attach_paper(draft.key, OLD_PAPER, name="cu.png", stream=picture(), actor=citizen)
    dossier = submit_dossier(draft.key, actor=citizen)
    return receive_dossier(dossier.code, fee_collected=dossier.fee_total, actor=office.actor("dienbien.motcua"))


def resolved(office: Office, dossier: Dossier, *, signed: bool = True) -> Dossier:
    """Examined and approved; the result signed."""
    for post, outcome in (("tuphap", "propose"), ("chutich", "approved")):
        (task,) = open_tasks("dossier", dossier.pk)
        dossier = complete_task(task.pk, decision=Decision(outcome), actor=office.actor(f"dienbien.{post}"))
    if signed:
        sign_result(dossier.pk, actor=SYSTEM)
    return dossier


def with_result(office: Office, citizen: Actor) -> VaultDocument:
    """A person whose vault holds the signed result of a first dossier."""
    dossier = resolved(office, received(office, citizen, with_paper=False))
    fill_vault(dossier.pk, actor=SYSTEM)
    return VaultDocument.objects.get(dossier=dossier)
