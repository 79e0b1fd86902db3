"""Addresses that other systems call; each call proves itself by a signature."""

from django.urls import path

from motcua.channels.ui.api import public
from motcua.connectors.business_register import views
from motcua.connectors.messaging.views import reported

urlpatterns = [
    path("doi-tac/dang-ky-kinh-doanh/", public(views.called_back), name="business_register_called_back"),
    path("doi-tac/tin-nhan/", public(reported), name="messaging_reported"),
]
