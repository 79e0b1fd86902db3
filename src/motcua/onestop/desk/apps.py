from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.onestop.desk"
    label = "desk"
