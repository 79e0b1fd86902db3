from importlib import import_module

from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "motcua.office.personnel"
    label = "personnel"

    def ready(self) -> None:
        import_module("motcua.office.personnel.rights")
