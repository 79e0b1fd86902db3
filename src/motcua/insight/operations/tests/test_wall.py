from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.events.api import timeline
from motcua.ground.directory.api import forget_units
from motcua.insight.indicators.api import rebuild
from motcua.insight.operations.actions.answer_alert import answer_alert
from motcua.insight.operations.actions.close_alert import close_alert
from motcua.insight.operations.actions.escalate_alerts import escalate_alerts
from motcua.insight.operations.actions.keep_tiles import keep_tiles
from motcua.insight.operations.actions.raise_alerts import raise_alerts
from motcua.insight.operations.actions.send_back_alert import send_back_alert
from motcua.insight.operations.actions.take_alert import take_alert
from motcua.insight.operations.models import Alert, TileValue
from motcua.insight.operations.queries.alerts import alert_list, alert_sheet, alerts_visible
from motcua.insight.operations.queries.territory import territory
from motcua.insight.operations.queries.wall import tile_of, wall_page
from motcua.insight.operations.rules.alerting import State, Turn
from motcua.insight.operations.tests.receiving import received
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Dossier
from tests.office import CITY, DIEN_BIEN, HOANG_QUANG, Office

NOW = datetime(2022, 11, 16, 10, tzinfo=clock.VIETNAM)


@pytest.fixture
def at_ten(office: Office) -> Iterator[Office]:
    forget_units()
    with clock.frozen(NOW):
        yield office


def kept(tile: str, code: str, office: Office) -> TileValue:
    return TileValue.objects.get(tile=tile, unit=office.unit(code))


def test_a_tile_counts_a_unit_with_everything_below_it(at_ten: Office) -> None:
    received(at_ten, DIEN_BIEN, NOW - timedelta(hours=1), count=3)
    received(at_ten, HOANG_QUANG, NOW - timedelta(hours=1))
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=7))
    rebuild()
    keep_tiles()
    assert kept("received_today", DIEN_BIEN, at_ten).value == 3
    assert kept("received_today", CITY, at_ten).value == 4
    whole = kept("received_today", "38", at_ten)
    assert (whole.value, whole.last, whole.points[-8:]) == (Decimal(4), Decimal(1), ["1", "0", "0", "0", "0", "0", "0", "4"])


def test_working_the_tiles_out_again_writes_nothing_new_and_forgets_what_is_gone(at_ten: Office) -> None:
    dossier = received(at_ten, DIEN_BIEN, NOW - timedelta(hours=1))
    rebuild()
    keep_tiles()
    before = list(TileValue.objects.order_by("pk").values_list("pk", "value"))
    keep_tiles()
    assert list(TileValue.objects.order_by("pk").values_list("pk", "value")) == before
    dossier.delete()
    rebuild()
    keep_tiles()
    assert not TileValue.objects.filter(tile="received_today").exists()


def test_a_stock_remembers_what_it_was_a_week_ago(at_ten: Office) -> None:
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=9))
    with clock.frozen(NOW - timedelta(days=7)):
        keep_tiles()
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=1), count=2)
    keep_tiles()
    city = kept("pending", CITY, at_ten)
    assert (city.value, city.last, city.points[-1], city.points[-8]) == (Decimal(3), Decimal(1), "3", "1")


def test_the_wall_reads_a_constant_number_of_statements_and_only_where_one_has_a_post(at_ten: Office) -> None:
    received(at_ten, DIEN_BIEN, NOW - timedelta(hours=1))
    rebuild()
    keep_tiles()
    head = at_ten.actor("dienbien.chutich")
    place = at_ten.unit(DIEN_BIEN).pk
    wall_page(place, actor=head)
    with CaptureQueriesContext(connection) as few:
        page = wall_page(place, actor=head)
    received(at_ten, DIEN_BIEN, NOW - timedelta(hours=2), count=5)
    rebuild()
    keep_tiles()
    with CaptureQueriesContext(connection) as many:
        page = wall_page(place, actor=head)
    assert len(few) == len(many) <= 6
    assert {face.tile.key: face.value for face in page.faces}["received_today"] == 6
    with pytest.raises(Forbidden):
        wall_page(at_ten.unit(HOANG_QUANG).pk, actor=head)


def test_a_tile_says_when_its_records_are_too_old(at_ten: Office) -> None:
    keep_tiles()
    controller = at_ten.actor("kiemsoat.tinh")
    root = at_ten.unit("38").pk
    assert all(face.is_fresh for face in wall_page(root, actor=controller).faces if face.tile.window != "year")
    with clock.frozen(NOW + timedelta(hours=2)):
        assert not any(face.is_fresh for face in wall_page(root, actor=controller).faces)


def test_the_map_places_districts_and_shades_those_with_something_to_count(at_ten: Office) -> None:
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=1), count=2)
    rebuild()
    tile = tile_of("received_today")
    assert tile is not None
    found = territory(at_ten.unit("38").pk, tile, NOW.date() - timedelta(days=3), NOW.date(), actor=at_ten.actor("kiemsoat.tinh"))
    by_code = {place.unit.code: place for place in found.areas}
    assert (by_code[CITY].value, by_code[CITY].at, by_code[CITY].shade) == (Decimal(2), (5, 3), 1)
    assert (by_code["406"].value, by_code["406"].shade) == (None, 0)
    assert "so_tu_phap" in {place.unit.code for place in found.others}


@pytest.fixture
def alert(at_ten: Office) -> Alert:
    """Five dossiers of the city's wards are past their day: the rule of the tile "overdue" holds."""
    received(at_ten, DIEN_BIEN, NOW - timedelta(days=20), count=5, due=NOW - timedelta(days=2))
    keep_tiles()
    [raised] = raise_alerts()
    return raised


def test_an_alert_is_raised_once_for_the_post_that_owns_the_tile(at_ten: Office, alert: Alert) -> None:
    assert (alert.unit.code, alert.owner.code, alert.role, alert.value) == (CITY, CITY, "leader", Decimal(5))
    assert alert.due_at == datetime(2022, 11, 17, 10, tzinfo=clock.VIETNAM)
    assert raise_alerts() == []
    assert [event.kind for event in timeline("alert", alert.pk)] == ["alert.raised"]


def test_the_head_takes_it_answers_and_somebody_else_closes(at_ten: Office, alert: Alert) -> None:
    head, controller = at_ten.actor("tpthanhhoa.chutich"), at_ten.actor("kiemsoat.tinh")
    assert alert_sheet(alert.pk, actor=head).turns == [Turn.TAKE]
    with pytest.raises(Conflict):
        answer_alert(alert.pk, answer="Đã xử lý", actor=head)
    take_alert(alert.pk, actor=head)
    with pytest.raises(InvalidInput):
        answer_alert(alert.pk, answer="  ", actor=head)
    answer_alert(alert.pk, answer="Đã giao phường trả hết trong ngày", actor=head)
    with pytest.raises(Forbidden):
        close_alert(alert.pk, note="Xong", actor=head)
    send_back_alert(alert.pk, reason="Chưa nêu nguyên nhân", actor=controller)
    answer_alert(alert.pk, answer="Thiếu người, đã bổ sung", actor=head)
    with pytest.raises(InvalidInput):
        close_alert(alert.pk, actor=controller)
    close_alert(alert.pk, note="Theo dõi tiếp", actor=controller)
    alert.refresh_from_db()
    assert alert.state == State.CLOSED
    assert [event.kind for event in timeline("alert", alert.pk)][-1] == "alert.closed"
    assert raise_alerts() == []  # quiet for a while
    with clock.frozen(NOW + timedelta(days=7)):
        keep_tiles()
        assert len(raise_alerts()) == 1


def test_an_alert_not_answered_in_time_goes_up_once(at_ten: Office, alert: Alert) -> None:
    assert escalate_alerts() == []
    with clock.frozen(NOW + timedelta(days=2)):
        assert [one.pk for one in escalate_alerts()] == [alert.pk]
        assert escalate_alerts() == []
        office_head = at_ten.actor("vpubnd.chanhvanphong")
        assert [row.alert.pk for row in alert_list(actor=office_head)] == [alert.pk]


def test_others_do_not_know_of_it(at_ten: Office, alert: Alert) -> None:
    stranger = at_ten.actor("quangxuong.chutich")
    assert not alerts_visible(stranger).exists()
    with pytest.raises(NotFound):
        take_alert(alert.pk, actor=stranger)
    with pytest.raises(Forbidden):
        take_alert(alert.pk, actor=at_ten.actor("kiemsoat.tinh"))


def test_the_alert_says_when_its_rule_holds_no_longer(at_ten: Office, alert: Alert) -> None:
    Dossier.objects.update(due_at=NOW + timedelta(days=2))
    keep_tiles()
    raise_alerts()
    alert.refresh_from_db()
    assert not alert.still_holds
