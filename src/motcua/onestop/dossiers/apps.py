from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.onestop.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        import_module("motcua.onestop.dossiers.rights")
