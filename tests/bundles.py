"""Bundles for tests: taken in at the ward's counter, led by the people of the small office."""

from uuid import uuid4

import yaml

from motcua.blocks.files.api import store_bytes
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Decision, Dossier, HandedIn, Result, WalkIn, carry_on_bundle, complete_task, register_dossier
from tests.office import DIEN_BIEN, PROVINCE, Office

BIRTH, DEATH = "2.002621", "2.002622"
WHO = {
    "khai_sinh": ("dienbien.tuphap", "dienbien.chutich"),
    "khai_tu": ("dienbien.tuphap", "dienbien.chutich"),
    "thuong_tru": ("dienbien.congan", "dienbien.truongcongan"),
    "xoa_thuong_tru": ("dienbien.congan", "dienbien.truongcongan"),
    "bao_hiem": ("bhxh.tpthanhhoa", "bhxh.giamdoc.tpthanhhoa"),
    "mai_tang": ("dienbien.vanhoa", "dienbien.chutich", "tpthanhhoa.ldtbxh", "tpthanhhoa.chutich"),
}


def worked(code: str, index: int = 0) -> dict[str, object]:
    """The answers of a worked case of the procedure."""
    cases = yaml.safe_load((PROVINCE / "procedures" / code / "cases.yaml").read_text(encoding="utf-8"))["cases"]
    return dict(cases[index]["answers"])


def begun(office: Office, code: str, paper: str, index: int = 0) -> Dossier:
    """The bundle taken in at the ward's counter, with the one paper that it needs."""
    office.citizen()
    scan = store_bytes("giay.pdf", b"%PDF-1.4 test", "application/pdf")
    entry = WalkIn(
        key=uuid4(),
        procedure_code=code,
        competent_id=office.unit(DIEN_BIEN).pk,
        receiver_id=office.unit(f"{DIEN_BIEN}/mot_cua").pk,
        owner=Party.objects.get(citizen_id="038185004217"),
        answers=worked(code, index),
        papers=[HandedIn(paper, "Giấy", scan)],
    )
    return register_dossier(entry, actor=office.actor("dienbien.motcua"))


def parts(whole: Dossier) -> dict[str, Dossier]:
    """The parts that have begun, by key."""
    return {part.part_key: part for part in whole.children.order_by("pk")}


def decide(office: Office, part: Dossier, *, refuse: str = "") -> Dossier:
    """Everybody who has a task of the part does it; with `refuse` the first one finds it not eligible."""
    for number, name in enumerate(WHO[part.part_key]):
        (task,) = open_tasks("dossier", part.pk)
        outcome = "not_eligible" if refuse else "propose" if number % 2 == 0 else "approved"
        part = complete_task(task.pk, decision=Decision(outcome, refuse), actor=office.actor(name))
        if refuse:
            break
    return part


def signed(part: Dossier) -> None:
    """The result as it is when the signing job has done its work, without making a PDF."""
    file = store_bytes(f"{part.code}.pdf", f"%PDF-1.4 {part.code}".encode(), "application/pdf")
    assert Result.objects.filter(dossier=part).update(file=file, signed_at=clock.now()) == 1


def go_on(whole: Dossier) -> Dossier:
    """What the worker does after every event of a part."""
    return carry_on_bundle(whole.pk, actor=SYSTEM)
