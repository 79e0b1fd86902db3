from importlib import import_module

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "motcua.office.performance"
    label = "performance"

    def ready(self) -> None:
        import_module("motcua.office.performance.rights")
