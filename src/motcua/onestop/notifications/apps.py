from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "motcua.onestop.notifications"
    label = "notifications"
