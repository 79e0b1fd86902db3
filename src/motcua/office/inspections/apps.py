from importlib import import_module

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "motcua.office.inspections"
    label = "inspections"

    def ready(self) -> None:
        import_module("motcua.office.inspections.rights")
