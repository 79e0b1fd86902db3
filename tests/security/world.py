"""One dossier with everything that hangs on it, and everybody who may or may not come near it."""

import io
from dataclasses import dataclass, field
from datetime import timedelta

from PIL import Image

from motcua.blocks.accounts.api import Account
from motcua.blocks.audit.api import accesses_of
from motcua.blocks.workflow.api import open_tasks
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor
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
from motcua.onestop.vault.api import (
    Sharing,
    VaultShare,
    dispute_reading,
    fill_vault,
    load_paper_types,
    my_vault,
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
    "bientap.tinh",
    "quantri.tinh",
)
SEES_THE_DOSSIER = {"owner", "dienbien.motcua", "dienbien.tuphap", "dienbien.chutich", "kiemsoat.tinh"}


@dataclass
class VaultWorld:
    """What lies in the owner's vault, and who looked at it."""

    document: int
    share: VaultShare
    reading: int
    dispute: int


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
    world = World(dossier, drafts[1], papers[0], papers[1], task.pk, dossier.slips.get().pk, vault_of(owner, dossier, office))
    world.actors = {"anonymous": ANONYMOUS, "owner": owner, "stranger": office.citizen(STRANGER)}
    world.actors |= {name: office.actor(name) for name in OFFICIALS}
    world.accounts = {name: Account.objects.get(pk=actor.account_id) for name, actor in world.actors.items() if actor.account_id}
    return world


def vault_of(owner: Actor, dossier: Dossier, office: Office) -> VaultWorld:
    """The paper of the dossier in the owner's vault, shared by link; a reading, disputed."""
    load_paper_types(PROVINCE / "papers", actor=SYSTEM)
    fill_vault(dossier.pk, actor=SYSTEM)
    (card,) = my_vault(owner).cards
    share = share_documents(Sharing([card.id], clock.now() + timedelta(days=1), "xem"), actor=owner).share
    dossier_file(dossier.code, purpose="intake", actor=office.actor("dienbien.motcua"))
    reading = accesses_of(owner.party_id or 0)[0].pk
    return VaultWorld(card.id, share, reading, dispute_reading(reading, text="Vì sao?", actor=owner).pk)
