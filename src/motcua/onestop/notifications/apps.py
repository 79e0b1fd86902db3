from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "motcua.onestop.notifications"
    label = "notifications"

    def ready(self) -> None:
        import_module("motcua.onestop.notifications.rights")
