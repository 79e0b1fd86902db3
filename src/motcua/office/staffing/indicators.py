"""What can be counted of posts and who fills them."""

from functools import partial

from motcua.blocks.measures.api import Dimension, Indicator, register
from motcua.office.staffing.events import QUOTA
from motcua.office.staffing.queries.figures import (
    assigned_cells,
    lines_of,
    people_cells,
    people_of,
    units_cells,
    units_with_posts,
)

_POSTS = {"vi": "biên chế", "en": "posts"}
_PEOPLE = {"vi": "người", "en": "people"}
_UNITS = {"vi": "đơn vị", "en": "units"}
_KINDS = Dimension(
    "kind",
    {"vi": "Nguồn chi trả", "en": "Paid by"},
    {
        "public": {"vi": "Hưởng lương từ ngân sách", "en": "The budget"},
        "public_own": {"vi": "Hưởng lương từ nguồn thu sự nghiệp", "en": "The unit's own revenue"},
    },
)
_ASSIGNED = {
    "vi": "Số được giao của năm, cộng trừ các quyết định điều chỉnh đến ngày xem; đơn vị đã giao xuống chỉ tính phần còn lại",
    "en": "Assigned for the year with the adjusting decisions up to the day; each unit with what it did not hand down",
}
_PRESENT = {
    "vi": "Người đang giữ chỗ trong biên chế vào ngày xem, theo sổ biên chế",
    "en": "People who fill a post on the day, by the ledger of posts",
}
for _group, _vi, _en, _there_vi, _there_en in (
    ("civil", "Biên chế công chức được giao", "Civil-servant posts assigned", "Công chức có mặt", "Civil servants present"),
    (
        "public",
        "Số lượng người làm việc được giao",
        "Posts of public units assigned",
        "Viên chức, người làm việc có mặt",
        "Public employees present",
    ),
    (
        "contract",
        "Hợp đồng hỗ trợ, phục vụ được giao",
        "Support contracts assigned",
        "Hợp đồng hỗ trợ, phục vụ có mặt",
        "People under support contracts",
    ),
):
    _split = _KINDS if _group == "public" else None
    register(
        Indicator(
            key=f"staff.{_group}_assigned",
            name={"vi": _vi, "en": _en},
            unit=_POSTS,
            kind="stock",
            formula=_ASSIGNED,
            dimension=_split,
            value=partial(assigned_cells, _group),
            records=partial(lines_of, _group),
            stream=QUOTA,
            as_of="moment",
        )
    )
    register(
        Indicator(
            key=f"staff.{_group}_present",
            name={"vi": _there_vi, "en": _there_en},
            unit=_PEOPLE,
            kind="stock",
            formula=_PRESENT,
            dimension=_split,
            value=partial(people_cells, _group),
            records=partial(people_of, _group),
            stream=QUOTA,
            as_of="moment",
        )
    )
for _key, _right, _vi, _en in (
    ("staff.units_with_posts", False, "Đơn vị được giao biên chế", "Units with posts"),
    ("staff.units_right", True, "Đơn vị sử dụng biên chế đúng quy định", "Units that use their posts by the rules"),
):
    register(
        Indicator(
            key=_key,
            name={"vi": _vi, "en": _en},
            unit=_UNITS,
            kind="stock",
            formula={
                "vi": "Đơn vị có biên chế trong năm"
                + (", số có mặt và số giao xuống không vượt số được giao của từng loại vào ngày xem" if _right else ""),
                "en": "Units with posts of the year"
                + (", nothing filled or handed down beyond them in any kind on the day" if _right else ""),
            },
            value=partial(units_cells, only_right=_right),
            records=partial(units_with_posts, only_right=_right),
            stream=QUOTA,
            as_of="moment",
        )
    )
register(
    Indicator(
        key="staff.correct_use_pct",
        name={"vi": "Tỷ lệ đơn vị sử dụng biên chế đúng quy định", "en": "Units that use posts by the rules"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={"vi": "Trên số đơn vị được giao biên chế", "en": "Of the units with posts"},
        numerator=("staff.units_right", ""),
        denominator=("staff.units_with_posts", ""),
        decimals=2,
        as_of="moment",
    )
)
