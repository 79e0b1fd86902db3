"""Addresses of the portal, in Vietnamese as people say them."""

from django.urls import URLPattern, path

from motcua.channels.portal.views import (
    applying,
    downloads,
    following,
    mine,
    opinion,
    papers,
    privacy,
    procedures,
    public_tracking,
    sending,
    start,
    supplement,
    verify,
)

urlpatterns: list[URLPattern] = [
    path("", start.start_page, name="start"),
    path("tim/", procedures.search, name="search"),
    path("thu-tuc/", procedures.listing, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/nop/", applying.choose_office, name="apply"),
    path("nhap/<uuid:key>/", applying.overview, name="draft"),
    path("nhap/<uuid:key>/noi-nop/", applying.change_office, name="draft_office"),
    path("nhap/<uuid:key>/trang/<str:page_id>/", applying.form_page, name="draft_page"),
    path("nhap/<uuid:key>/mau-moi/", applying.renew, name="draft_renew"),
    path("nhap/<uuid:key>/bo/", applying.discard, name="draft_discard"),
    path("nhap/<uuid:key>/giay-to/", papers.papers, name="draft_papers"),
    path("nhap/<uuid:key>/giay-to/<slug:component>/", papers.component, name="draft_component"),
    path("nhap/<uuid:key>/tep/<int:paper>/", papers.open_paper, name="draft_file"),
    path("nhap/<uuid:key>/tep/<int:paper>/xoa/", papers.remove, name="draft_remove"),
    path("nhap/<uuid:key>/kiem-tra/", sending.check, name="draft_check"),
    path("ho-so-cua-toi/", mine.my_dossiers, name="mine"),
    path("ho-so/<str:code>/", following.dossier, name="dossier"),
    path("ho-so/<str:code>/da-gui/", sending.sent, name="dossier_sent"),
    path("ho-so/<str:code>/rut/", following.withdraw, name="dossier_withdraw"),
    path("ho-so/<str:code>/bo-sung/", supplement.supplement, name="dossier_supplement"),
    path("ho-so/<str:code>/phieu/<int:slip>/", downloads.slip, name="dossier_slip"),
    path("ho-so/<str:code>/tep/<int:paper>/", downloads.paper, name="dossier_paper"),
    path("ho-so/<str:code>/ket-qua/", downloads.result, name="dossier_result"),
    path("tra-cuu/", public_tracking.track, name="track"),
    path("xac-minh/", verify.verify, name="verify"),
    path("du-lieu-cua-toi/", privacy.readings, name="readings"),
    path("gop-y/", opinion.give_opinion, name="opinion"),
]
