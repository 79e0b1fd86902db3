"""Addresses of this channel."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
