"""Tell the holders of a post about an alert, in the transaction of the deed."""

from motcua.blocks.notices.api import Reader, notify
from motcua.ground.directory.api import Unit
from motcua.insight.operations.events import ALERT
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.posts import accounts_at
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

RAISED, SENT_BACK, ESCALATED = "alert_raised", "alert_sent_back", "alert_escalated"
_LONGEST = 500


def tell_post(alert: Alert, template: str, post: tuple[int, str], *, said: str = "") -> int:
    """One message to everybody who holds the post today or stands in there; returns how many are new.

    Once per template and deadline: an alert sent back has a new deadline and is told again. `said` is what somebody wrote.
    """
    place: Unit = alert.unit
    data = {
        "says": {"vi": alert.says_vi, "en": alert.says_en},
        "unit": {"vi": place.formal_name or place.name, "en": place.name_en or place.formal_name or place.name},
        "due": f"{alert.due_at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}",
        "said": said[:_LONGEST],
    }
    link = f"/lam-viec/dieu-hanh/canh-bao/{alert.pk}/"
    when = f"{alert.due_at:%Y%m%d%H%M}"
    return sum(
        notify(
            template,
            to=Reader("account", account.pk),
            key=f"{template}/{alert.pk}/{when}/{account.pk}",
            about=(ALERT, alert.pk),
            data=data,
            contacts={"mail": account.email},
            link=link,
        )
        for account in accounts_at(post, clock.today())
    )
