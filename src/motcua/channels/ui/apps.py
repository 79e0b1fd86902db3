from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "motcua.channels.ui"
    label = "ui"
