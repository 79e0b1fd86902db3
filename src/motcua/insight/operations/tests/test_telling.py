"""Who is told of an alert, when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.notices.api import Notice
from motcua.ground.directory.api import Delegation, Tenure, forget_units
from motcua.insight.operations.actions.answer_alert import answer_alert
from motcua.insight.operations.actions.escalate_alerts import escalate_alerts
from motcua.insight.operations.actions.keep_tiles import keep_tiles
from motcua.insight.operations.actions.raise_alerts import raise_alerts
from motcua.insight.operations.actions.send_back_alert import send_back_alert
from motcua.insight.operations.actions.take_alert import take_alert
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.alerts import at_my_posts
from motcua.insight.operations.queries.posts import accounts_at
from motcua.insight.operations.tests.receiving import received
from motcua.kernel import clock
from tests.office import DIEN_BIEN, Office

NOW = datetime(2022, 11, 16, 10, tzinfo=clock.VIETNAM)


@pytest.fixture
def at_ten(office: Office) -> Iterator[Office]:
    forget_units()
    with clock.frozen(NOW):
        yield office


@pytest.fixture
def alert(at_ten: Office) -> Alert:
    """Five dossiers of the city's wards are past their day."""
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=20), count=5, due=NOW - timedelta(days=2))
    keep_tiles()
    [raised] = raise_alerts()
    return raised


def told_of(alert: Alert) -> list[tuple[str, str]]:
    """Template and reader of every message about the alert."""
    names = dict(Account.objects.values_list("pk", "username"))
    rows = Notice.objects.filter(about_stream="alert", about_id=alert.pk).order_by("pk")
    return [(row.template_key, names[row.reader_id]) for row in rows]


def test_the_post_is_told_at_once_and_the_one_above_after_the_deadline(at_ten: Office, alert: Alert) -> None:
    assert told_of(alert) == [("alert_raised", "tpthanhhoa.chutich"), ("alert_raised", "tpthanhhoa.phochutich")]
    with clock.frozen(NOW + timedelta(days=2)):
        escalate_alerts()
        escalate_alerts()
    assert told_of(alert)[2:] == [("alert_escalated", "vpubnd.chanhvanphong")]


def test_a_poor_answer_is_told_back_with_its_reason_and_new_deadline(at_ten: Office, alert: Alert) -> None:
    head = at_ten.actor("tpthanhhoa.chutich")
    take_alert(alert.pk, actor=head)
    answer_alert(alert.pk, answer="Đã xử lý", actor=head)
    with clock.frozen(NOW + timedelta(days=1)):
        send_back_alert(alert.pk, reason="Chưa nêu nguyên nhân", actor=at_ten.actor("kiemsoat.tinh"))
    last = Notice.objects.order_by("-pk")[0]
    assert (last.template_key, last.data["said"]) == ("alert_sent_back", "Chưa nêu nguyên nhân")


def test_a_stand_in_is_told_as_well_and_yesterdays_holder_is_not(at_ten: Office) -> None:
    head = Tenure.objects.get(account__username="tpthanhhoa.chutich", post__role="leader")
    deputy = Account.objects.get(username="quangxuong.chutich")
    Delegation.objects.create(tenure=head, account=deputy, valid_from=NOW.date(), valid_to=NOW.date(), reason="Đi công tác")
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=20), count=5, due=NOW - timedelta(days=2))
    keep_tiles()
    [raised] = raise_alerts()
    assert {name for _template, name in told_of(raised)} == {"tpthanhhoa.chutich", "tpthanhhoa.phochutich", "quangxuong.chutich"}
    tomorrow = accounts_at((raised.owner_id, "leader"), NOW.date() + timedelta(days=1))
    assert deputy not in tomorrow
    assert head.account in tomorrow


def test_the_inbox_has_a_line_for_the_owner_until_he_has_answered_and_for_the_one_above_once_it_is_late(
    at_ten: Office, alert: Alert
) -> None:
    head, above = at_ten.actor("tpthanhhoa.chutich"), at_ten.actor("vpubnd.chanhvanphong")
    assert ([row.alert.pk for row in at_my_posts(head)], at_my_posts(above)) == ([alert.pk], [])
    with clock.frozen(NOW + timedelta(days=2)):
        escalate_alerts()
        assert [row.is_late for row in at_my_posts(above)] == [True]
        take_alert(alert.pk, actor=head)
        answer_alert(alert.pk, answer="Đã trả hết trong ngày", actor=head)
        assert at_my_posts(head) == []
        assert [row.alert.state for row in at_my_posts(above)] == ["answered"]
    assert at_my_posts(at_ten.actor("dienbien.motcua")) == []
