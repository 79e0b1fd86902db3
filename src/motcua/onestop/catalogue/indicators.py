"""What can be counted of the catalogue: a stock of the province, as it is published now (figures online.*)."""

from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet, Subquery

from motcua.blocks.measures.api import count_of, register
from motcua.ground.directory.api import Unit
from motcua.onestop.catalogue.models import Procedure

PROVINCE = Unit.objects.filter(parent__isnull=True).order_by("pk").values("pk")[:1]

of_a_procedure = partial(
    count_of, unit_name={"vi": "thủ tục", "en": "procedures"}, kind="stock", unit="province", procedure="code", stream="catalogue"
)


def published(**which: object) -> Callable[[], QuerySet[Procedure]]:
    """Published procedures with these properties; they belong to the province as a whole."""

    def rows() -> QuerySet[Procedure]:
        return Procedure.objects.filter(state=Procedure.State.PUBLISHED, **which).annotate(province=Subquery(PROVINCE))

    return rows


for _key, _which, _vi, _en in (
    ("online.level3", {"online_level": 3}, "Dịch vụ công trực tuyến mức độ 3", "Online services of level 3"),
    ("online.level4", {"online_level": 4}, "Dịch vụ công trực tuyến mức độ 4", "Online services of level 4"),
    ("online.total", {"online_level__gte": 3}, "Dịch vụ công trực tuyến mức độ 3, 4", "Online services of level 3 and 4"),
):
    register(
        of_a_procedure(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Thủ tục đang công khai có mức độ dịch vụ công tương ứng (Nghị định 43/2011/NĐ-CP)",
                "en": "Published procedures of that service level (Decree 43/2011/NĐ-CP)",
            },
            rows=published(**_which),
        )
    )
