from importlib import import_module

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "motcua.ground.parties"
    label = "parties"

    def ready(self) -> None:
        import_module("motcua.ground.parties.rights")
