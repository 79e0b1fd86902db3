"""The only place that joins ports to connectors and events to their handlers."""

from django.conf import settings

from motcua.blocks.events.api import subscribe
from motcua.config.legal_time import set_legal_time
from motcua.connectors.business_register.client import HttpBusinessRegister
from motcua.insight.indicators.api import SUBSCRIBER, changing_kinds, keep_figures
from motcua.onestop.desk.api import SLIP_KINDS, order_slips
from motcua.onestop.dossiers.api import FOLLOW_UP_KINDS, order_follow_up
from motcua.onestop.dossiers.ports import use_business_register


def join() -> None:
    """Called once per process when every application is loaded."""
    set_legal_time()
    if settings.BUSINESS_REGISTER["url"]:
        use_business_register(HttpBusinessRegister())
    subscribe("desk.slips", SLIP_KINDS, order_slips)
    subscribe("dossiers.follow_up", FOLLOW_UP_KINDS, order_follow_up)
    subscribe(SUBSCRIBER, changing_kinds(), keep_figures)
