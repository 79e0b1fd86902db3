"""Addresses of logging in and out: views of the identity connector, declared open to everybody."""

from django.urls import path

from motcua.channels.ui.api import public
from motcua.connectors.eid import views

urlpatterns = [
    path("dang-nhap/", public(views.choose), name="login"),
    path("dang-nhap/can-bo/", public(views.officials), name="login_officials"),
    path("eid/vao/", public(views.begin), name="eid_begin"),
    path("eid/tro-ve/", public(views.come_back), name="eid_return"),
    path("xac-nhan-lai/", public(views.confirm), name="confirm_identity"),
    path("dang-xuat/", public(views.leave), name="logout"),
]
