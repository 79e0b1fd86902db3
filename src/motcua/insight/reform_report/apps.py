from importlib import import_module

from django.apps import AppConfig


class ReformReportConfig(AppConfig):
    name = "motcua.insight.reform_report"
    label = "reform_report"

    def ready(self) -> None:
        import_module("motcua.insight.reform_report.rights")
