"""Who can log in to a demo as what."""

from pathlib import Path
from typing import Any

from motcua.blocks.packs.api import read_yaml
from motcua.ground.directory.api import Tenure
from motcua.kernel import clock


def officials() -> list[tuple[str, str, str, str]]:
    """Account, name, post and unit of everybody in a post today, in the order in which they were loaded."""
    today = clock.today()
    tenures = Tenure.objects.filter(valid_from__lte=today).select_related("account", "post__unit__body").order_by("id")
    return [
        (tenure.account.get_username(), tenure.account.name, tenure.post.title, _unit(tenure))
        for tenure in tenures
        if tenure.holds_on(today)
    ]


def citizens(province: Path) -> list[tuple[str, str, str]]:
    """Number, name and assurance of the invented citizens and organisations of the province."""
    people = _read(province / "people" / "citizens.yaml")
    persons = [(one["SoDinhDanh"], one["HoVaTen"], str(one.get("loa", ""))) for one in people.get("citizens", [])]
    return persons + [(one["MaSoThue"], one["TenDoanhNghiep"], str(one.get("loa", ""))) for one in people.get("organisations", [])]


def demo_password(province: Path) -> str:
    """The password that demo accounts are made with; empty when the content names none."""
    return str(_read(province / "people" / "officials.yaml").get("demo_password", ""))


def _unit(tenure: Tenure) -> str:
    unit = tenure.post.unit
    return unit.name if unit.body_id == unit.pk or unit.body is None else f"{unit.name}, {unit.body.name}"


def _read(file: Path) -> dict[str, Any]:
    value = read_yaml(file).value if file.exists() else None
    return value if isinstance(value, dict) else {}
