from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "motcua.insight.reporting"
    label = "reporting"

    def ready(self) -> None:
        import_module("motcua.insight.reporting.rights")
