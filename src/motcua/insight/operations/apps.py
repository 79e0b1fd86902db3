from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "motcua.insight.operations"
    label = "operations"

    def ready(self) -> None:
        import_module("motcua.insight.operations.rights")
