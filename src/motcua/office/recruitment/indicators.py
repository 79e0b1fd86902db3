"""What can be counted of recruitment."""

from collections.abc import Iterable

from django.db.models import QuerySet

from motcua.blocks.measures.api import count_of, register
from motcua.office.recruitment.events import APPLICATION, PLAN, RecruitmentEvent
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.rules.states import APPROVED_STATES, ApplicationState


def _approved() -> QuerySet[Plan]:
    return Plan.objects.filter(kind="public", state__in=APPROVED_STATES, decided_at__isnull=False)


def _recruited() -> QuerySet[Application]:
    return Application.objects.filter(plan__kind="public", state=ApplicationState.RECRUITED)


_OF_PLANS: Iterable[str] = (RecruitmentEvent.APPROVED,)
register(
    count_of(
        "hr.recruitment_plans",
        name={"vi": "Kế hoạch tuyển dụng viên chức được phê duyệt", "en": "Recruitment plans of public employees approved"},
        unit_name={"vi": "kế hoạch", "en": "plans"},
        kind="flow",
        formula={"vi": "Kế hoạch tuyển dụng viên chức theo ngày phê duyệt", "en": "Plans for public employees by the day of approval"},
        rows=_approved,
        day="decided_at",
        unit="unit_id",
        procedure="decision_number",
        stream=PLAN,
        kinds=_OF_PLANS,
    )
)
register(
    count_of(
        "hr.recruited",
        name={"vi": "Viên chức được tuyển dụng", "en": "Public employees recruited"},
        unit_name={"vi": "người", "en": "people"},
        kind="flow",
        formula={"vi": "Người trúng tuyển viên chức theo ngày quyết định", "en": "Those recruited as public employees by the day decided"},
        rows=_recruited,
        day="recruited_at",
        unit="position__unit_id",
        procedure="receipt",
        stream=APPLICATION,
        kinds=(RecruitmentEvent.RECRUITED,),
    )
)
