"""The start page: search first, then life events and what is asked for most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Link, public
from motcua.onestop.catalogue.api import life_events, list_procedures

MOST_SHOWN = 8
_DRAWINGS = {
    "sinh_con": "baby",
    "ket_hon": "rings",
    "qua_doi": "candle",
    "kho_khan": "heart",
    "nha_dat": "land",
    "kinh_doanh": "business",
    "giay_to": "documents",
    "viec_lam": "building",
    "van_tai": "vehicle",
    "lai_xe": "vehicle",
    "phuong_tien": "vehicle",
    "hoc": "education",
    "phap_luat": "scale",
    "ly_lich": "scale",
}


@public
@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    """What do you need? Search, life events, procedures, tracking."""
    events = [
        Link(event.in_language(language()), f"/thu-tuc/?su-kien={event.key}", icon=drawing(event.key), count=count)
        for event, count in life_events()
    ]
    procedures = [
        Link(content.name.in_language(language()), f"/thu-tuc/{content.code}/")
        for content in sorted(list_procedures(), key=lambda one: (one.level != "commune", one.code))[:MOST_SHOWN]
    ]
    return render(request, "portal/start.html", {"events": events, "procedures": procedures})


def drawing(key: str) -> str:
    """The icon of a life event; a sheet of paper when none fits."""
    return next((icon for part, icon in _DRAWINGS.items() if part in key), "document")
