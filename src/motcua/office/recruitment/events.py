"""What this module announces."""

from enum import StrEnum

PLAN = "recruitment_plan"
APPLICATION = "recruitment_application"


class RecruitmentEvent(StrEnum):
    """Kinds of events, with their payload."""

    RECORDED = "recruitment_plan.recorded"  # title, positions, wanted
    SUBMITTED = "recruitment_plan.submitted"
    APPROVED = "recruitment_plan.approved"  # number
    RETURNED = "recruitment_plan.returned"  # reason
    ANNOUNCED = "recruitment_plan.announced"  # closes_on
    LISTED = "recruitment_plan.listed"  # eligible, not_eligible
    SEATED = "recruitment_plan.seated"  # account, role
    UNSEATED = "recruitment_plan.unseated"  # account, role
    CODES_DRAWN = "recruitment_plan.codes_drawn"  # round, scripts
    NAMES_READ = "recruitment_plan.names_read"  # round, scripts
    ROUND_CLOSED = "recruitment_plan.round_closed"  # round, scripts, seal
    PUBLISHED = "recruitment_plan.published"  # complaints_until
    TIE_DECIDED = "recruitment_plan.tie_decided"  # position, order, reason
    CLOSED = "recruitment_plan.closed"  # number, recruited, seal
    HANDED_IN = "recruitment_application.handed_in"  # receipt, channel
    WITHDRAWN = "recruitment_application.withdrawn"
    CHECKED = "recruitment_application.checked"  # eligible, reason
    ABSENT = "recruitment_application.absent"  # round
    COMPLAINED = "recruitment_application.complained"  # round
    ANSWERED = "recruitment_application.answered"  # old, new
    RECRUITED = "recruitment_application.recruited"  # number, from
