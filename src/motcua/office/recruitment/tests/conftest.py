"""A plan of the district with two positions, taken as far as a test needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.office.recruitment.api import (
    Applicant,
    Application,
    Plan,
    PlanText,
    Script,
    announce_plan,
    appoint_marker,
    check_application,
    close_list,
    close_round,
    decide_plan,
    draw_codes,
    enter_marks,
    publish_results,
    read_positions,
    record_application,
    record_plan,
    seat_member,
    submit_plan,
)
from motcua.office.staffing.api import Ground, QuotaEntry, adopt_quotas
from tests.office import Office

LINES = (
    "GV1; Giáo viên Toán; V.07.03.29; 406/noi_vu; 1; dai_hoc; Sư phạm Toán\nKT1; Kế toán viên; V.06.031; 406/tu_phap; 1; dai_hoc; Kế toán"
)
DEGREES = ["dai_hoc", "cao_dang"]
OFFICER, LEADER, APPROVER, SECRETARY = "quangxuong.noivu", "quangxuong.chutich", "sonoivu.giamdoc", "quangxuong.tckh"
MARKERS = ("quangxuong.tuphap", "quangxuong.ldtbxh", "quangxuong.motcua")


@dataclass
class Recruiting:
    """The acts of a recruitment by those who do them."""

    office: Office

    def posts(self, number: int) -> None:
        """Posts of public employees of the district for 2022."""
        ground = Ground(day=date(2022, 1, 1), decision_number="1/QĐ-UBND")
        adopt_quotas([QuotaEntry(self.office.unit("406").pk, "public", number)], year=2022, ground=ground, actor=SYSTEM)

    def draft(self, method: str = "exam", lines: str = LINES) -> Plan:
        agency = self.office.unit("406").pk
        text = PlanText(agency, 2022, "public", method, "Tuyển dụng viên chức năm 2022", "", read_positions(lines, DEGREES))
        return record_plan(text, actor=self.office.actor(OFFICER))

    def announced(self, method: str = "exam") -> Plan:
        plan = self.draft(method)
        officer = self.office.actor(OFFICER)
        submit_plan(plan.pk, actor=officer)
        decide_plan(plan.pk, approved=True, number="12/QĐ-SNV", actor=self.office.actor(APPROVER))
        return announce_plan(plan.pk, actor=officer)

    def candidate(self, plan: Plan, number: int, position: str = "GV1", priority: str = "") -> Application:
        who = Applicant(
            f"Lê Văn {number}", date(1995, 2, 3), f"038095{number:06d}", position, "dai_hoc", "Toán", priority, "0912345678", sex="male"
        )
        made = record_application(plan.pk, who, actor=self.office.actor(OFFICER))
        return check_application(made.pk, eligible=True, actor=self.office.actor(OFFICER))

    def council(self, plan: Plan) -> None:
        officer = self.office.actor(OFFICER)
        seat_member(plan.pk, username=SECRETARY, role="secretary", actor=officer)
        seats = [seat_member(plan.pk, username=name, role="marker", actor=officer) for name in MARKERS]
        for round_ in plan.rounds.all():
            for turn, seat in enumerate(seats, 1):
                appoint_marker(round_.pk, seat_id=seat.pk, turn=turn, actor=officer)

    def listed(self, people: dict[int, str], method: str = "interview") -> Plan:
        """A plan whose list is closed; people by number, each with a priority or "". The moment is the day after the notice ended."""
        plan = self.announced(method)
        self.council(plan)
        for number, priority in people.items():
            self.candidate(plan, number, priority=priority)
        return plan

    def mark(self, round_id: int, marks: dict[int, tuple[str, ...]]) -> None:
        """Marks by the number of the candidate, first, second and third."""
        codes = {
            script.application.full_name: script.code for script in Script.objects.filter(round_id=round_id).select_related("application")
        }
        for turn, username in enumerate(MARKERS):
            given = {codes[f"Lê Văn {number}"]: several[turn] for number, several in marks.items() if turn < len(several)}
            if given:
                enter_marks(round_id, given, actor=self.office.actor(username))

    def published(self, people: dict[int, str], marks: dict[int, tuple[str, ...]]) -> Plan:
        plan = self.listed(people)
        with clock.frozen(clock.now() + timedelta(days=31)):
            close_list(plan.pk, actor=self.office.actor(OFFICER))
            round_ = plan.rounds.get()
            draw_codes(round_.pk, actor=self.office.actor(SECRETARY))
            self.mark(round_.pk, marks)
            close_round(round_.pk, actor=self.office.actor(SECRETARY))
            return publish_results(plan.pk, actor=self.office.actor(OFFICER))


@pytest.fixture
def recruiting(office: Office) -> Recruiting:
    made = Recruiting(office)
    made.posts(10)
    return made


@pytest.fixture
def later() -> Callable[[int], object]:
    """So many days later."""
    return lambda days: clock.frozen(clock.now() + timedelta(days=days))
