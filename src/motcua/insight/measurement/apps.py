from importlib import import_module

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "motcua.insight.measurement"
    label = "measurement"

    def ready(self) -> None:
        import_module("motcua.insight.measurement.rights")
