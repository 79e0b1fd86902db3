"""Addresses that other systems call; each call proves itself by a signature."""

from django.urls import path

from motcua.channels.ui.api import public
from motcua.connectors.business_register import views
from motcua.connectors.emc.views import pulled as emc_pulled
from motcua.connectors.messaging.views import reported
from motcua.connectors.national_feedback.views import handed_in
from motcua.connectors.national_portal import views as national_portal
from motcua.connectors.paygov.bill_views import bill as paygov_bill
from motcua.connectors.paygov.views import confirmed as paygov_confirmed
from motcua.connectors.post.views import called_back as post_called_back
from motcua.connectors.vnpt_pay.views import confirm as vnpt_pay_confirm
from motcua.connectors.vnpt_pay.views import result as vnpt_pay_result

urlpatterns = [
    path("doi-tac/paygov/xac-nhan/", public(paygov_confirmed), name="paygov_confirmed"),
    path("doi-tac/paygov/bien-lai/", public(paygov_bill), name="paygov_bill"),
    path("doi-tac/vnpt-pay/xac-nhan/", public(vnpt_pay_confirm), name="vnpt_pay_confirm"),
    path("doi-tac/vnpt-pay/ket-qua/", public(vnpt_pay_result), name="vnpt_pay_result"),
    path("doi-tac/dang-ky-kinh-doanh/", public(views.called_back), name="business_register_called_back"),
    path("doi-tac/cong-dvc-quoc-gia/ho-so/", public(national_portal.filed), name="national_portal_filed"),
    path("doi-tac/cong-dvc-quoc-gia/tep/giay-to/<int:paper_id>/", public(national_portal.paper), name="national_portal_paper"),
    path("doi-tac/cong-dvc-quoc-gia/tep/ket-qua/<int:result_id>/", public(national_portal.result), name="national_portal_result"),
    path("doi-tac/pakn-quoc-gia/", public(handed_in), name="national_feedback_handed_in"),
    path("doi-tac/buu-chinh/", public(post_called_back), name="public_post_called_back"),
    path("doi-tac/emc/so-lieu/<str:day>/", public(emc_pulled), name="emc_pulled"),
    path("doi-tac/tin-nhan/", public(reported), name="messaging_reported"),
]
