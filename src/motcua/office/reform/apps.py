from importlib import import_module

from django.apps import AppConfig


class ReformConfig(AppConfig):
    name = "motcua.office.reform"
    label = "reform"

    def ready(self) -> None:
        import_module("motcua.office.reform.rights")
