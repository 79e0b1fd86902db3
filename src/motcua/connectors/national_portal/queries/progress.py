"""One item of `CapNhatTienDoHoSoMC`: a step that somebody took (domain 3.4)."""

from motcua.blocks.events.api import Event
from motcua.blocks.workflow.api import Task
from motcua.connectors.national_portal.rules.codes import ROLE_TITLES, STEP_NAMES, moment
from motcua.ground.directory.api import unit
from motcua.onestop.dossiers.api import Dossier


def progress_item(dossier: Dossier, event: Event, task: Task | None, *, status: int) -> dict[str, object]:
    """Who did what, when and where, and until when it should have been done."""
    where = task.unit_id if task and task.unit_id else event.unit_id
    step = STEP_NAMES.get(str(event.payload.get("step", "")), "Cập nhật trạng thái từ hệ thống khác")
    comment = str(event.payload.get("comment") or "")
    return {
        "MaHoSo": dossier.code,
        "NguoiXuLy": event.actor_name,
        "ChucDanh": ROLE_TITLES.get(task.role, "") if task else "",
        "ThoiDiemXuLy": moment(event.at),
        "PhongBanXuLy": unit(where).name if where else "",
        "NoiDungXuLy": f"{step}: {comment}" if comment else step,
        "TrangThai": str(status),
        "NgayBatDau": moment(task.opened_at) if task else "",
        "NgayKetThucTheoQuyDinh": moment(task.due_at) if task else "",
    }
