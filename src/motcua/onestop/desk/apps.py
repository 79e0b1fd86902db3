from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.onestop.desk"
    label = "desk"

    def ready(self) -> None:
        import_module("motcua.onestop.desk.rights")
        import_module("motcua.onestop.desk.indicators")
