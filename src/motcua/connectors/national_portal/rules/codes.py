"""Codes and formats of the national portal's messages (domain 1.3, 1.4, 3.4)."""

from collections.abc import Mapping
from datetime import datetime

from motcua.kernel.clock import VIETNAM

DOSSIERS = "DongBoHoSoMC"
PROGRESS = "CapNhatTienDoHoSoMC"
FORMAT = "%Y%m%d%H%M%S"

# The status a dossier has right after an event; None: the event does not say, it stays as it was told before.
STATUS_AFTER: Mapping[str, int | None] = {
    "dossier.submitted": 1,
    "dossier.received": 2,
    "dossier.refused": 3,
    "dossier.task_completed": 4,
    "dossier.external_status": 4,
    "dossier.supplement_requested": 5,
    "dossier.payment_requested": 6,
    "dossier.payment_settled": 4,
    "dossier.withdrawn": 7,
    "dossier.stopped": 8,
    "dossier.resolved": 9,
    "dossier.returned": 10,
    "dossier.supplement_answered": None,
    "dossier.result_signed": None,
    "dossier.reappointed": None,
    "dossier.extended": None,
    "dossier.promise_moved": None,
    "dossier.not_collected": None,
    "dossier.fee_paid": None,
}
KINDS = tuple(STATUS_AFTER)
PROGRESS_KINDS = frozenset({"dossier.task_completed", "dossier.external_status"})
ROLE_TITLES: Mapping[str, str] = {
    "desk_officer": "Công chức Bộ phận Một cửa",
    "specialist": "Chuyên viên",
    "division_head": "Trưởng phòng",
    "leader": "Lãnh đạo",
}
STEP_NAMES: Mapping[str, str] = {
    "examine": "Thẩm định hồ sơ",
    "opinion": "Cho ý kiến",
    "approve": "Phê duyệt kết quả",
    "register": "Vào sổ, đóng dấu",
    "hand_over": "Chuyển trả kết quả",
    "wait": "Chờ hệ thống khác",
}


def moment(value: datetime | None) -> str:
    """A moment as the portal writes it, in the time of Viet Nam; empty for none."""
    return value.astimezone(VIETNAM).strftime(FORMAT) if value else ""


def read_moment(text: str) -> datetime | None:
    """A moment as the portal writes it; None when it is not one."""
    try:
        return datetime.strptime(text, FORMAT).replace(tzinfo=VIETNAM) if len(text) == 14 else None
    except ValueError:
        return None


def flag(value: object) -> str:
    """Yes and no as the portal writes them."""
    return "1" if value else "0"


def key_of(code: str, sequence: int) -> str:
    """The business key of a message: the dossier's code and the message's place in its order."""
    return f"{code}#{sequence}"
