"""Addresses: each channel has its own table."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.channels.portal.urls")),
    path("", include("motcua.channels.ui.urls")),
    path("", include("motcua.config.logins")),
    path("", include("motcua.config.partners")),
    path("lam-viec/", include("motcua.channels.workspace.urls")),
    path("api/", include("motcua.channels.public_api.urls")),
]
