from importlib import import_module

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "motcua.office.staffing"
    label = "staffing"

    def ready(self) -> None:
        import_module("motcua.office.staffing.rights")
