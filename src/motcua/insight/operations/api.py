"""Operations centre: the only door of this module."""

from motcua.insight.operations.actions.answer_alert import answer_alert
from motcua.insight.operations.actions.close_alert import close_alert
from motcua.insight.operations.actions.escalate_alerts import escalate_alerts
from motcua.insight.operations.actions.foretell import foretell
from motcua.insight.operations.actions.keep_tiles import keep_tiles
from motcua.insight.operations.actions.load_content import load_operations
from motcua.insight.operations.actions.raise_alerts import raise_alerts
from motcua.insight.operations.actions.send_back_alert import send_back_alert
from motcua.insight.operations.actions.settle_forecasts import settle_forecasts
from motcua.insight.operations.actions.take_alert import take_alert
from motcua.insight.operations.models import Alert, Foretold
from motcua.insight.operations.queries.alerts import AlertRow, AlertSheet, alert_list, alert_sheet, at_my_posts, waiting_for
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.queries.forecast import Accuracy, Forecast, forecast_of
from motcua.insight.operations.queries.territory import Place, Territory, territory
from motcua.insight.operations.queries.wall import TileFace, WallPage, tile_of, wall_page
from motcua.insight.operations.rules.alerting import State, Turn
from motcua.insight.operations.rules.outlook import Reason
from motcua.insight.operations.rules.wall import Tile
from motcua.insight.operations.rules.window import Window, window_of

__all__ = [
    "Accuracy",
    "Alert",
    "AlertRow",
    "AlertSheet",
    "Forecast",
    "Foretold",
    "Place",
    "Reason",
    "State",
    "Territory",
    "Tile",
    "TileFace",
    "Turn",
    "WallPage",
    "Window",
    "alert_list",
    "alert_sheet",
    "answer_alert",
    "at_my_posts",
    "close_alert",
    "escalate_alerts",
    "forecast_of",
    "foretell",
    "keep_tiles",
    "load_operations",
    "raise_alerts",
    "send_back_alert",
    "settle_forecasts",
    "take_alert",
    "territory",
    "tile_of",
    "waiting_for",
    "wall_on",
    "wall_page",
    "window_of",
]
