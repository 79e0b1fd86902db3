"""Addresses of the design system."""

from django.urls import URLPattern, path

from motcua.channels.ui import views

urlpatterns: list[URLPattern] = [
    path("giao-dien/", views.gallery, name="gallery"),
    path("giao-dien/lam-viec/", views.gallery_workspace, name="gallery_workspace"),
    path("ngon-ngu/<str:code>/", views.choose_language, name="choose_language"),
    path("giu-lai/bo/", views.forget_kept, name="forget_kept"),
]
