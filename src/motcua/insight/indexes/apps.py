from importlib import import_module

from django.apps import AppConfig


class IndexesConfig(AppConfig):
    name = "motcua.insight.indexes"
    label = "indexes"

    def ready(self) -> None:
        import_module("motcua.insight.indexes.rights")
