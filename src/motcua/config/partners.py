"""Addresses that other systems call; each call proves itself by a signature."""

from django.urls import path

from motcua.channels.ui.api import public
from motcua.connectors.business_register import views
from motcua.connectors.messaging.views import reported
from motcua.connectors.national_portal import views as national_portal

urlpatterns = [
    path("doi-tac/dang-ky-kinh-doanh/", public(views.called_back), name="business_register_called_back"),
    path("doi-tac/cong-dvc-quoc-gia/ho-so/", public(national_portal.filed), name="national_portal_filed"),
    path("doi-tac/cong-dvc-quoc-gia/tep/giay-to/<int:paper_id>/", public(national_portal.paper), name="national_portal_paper"),
    path("doi-tac/cong-dvc-quoc-gia/tep/ket-qua/<int:result_id>/", public(national_portal.result), name="national_portal_result"),
    path("doi-tac/tin-nhan/", public(reported), name="messaging_reported"),
]
