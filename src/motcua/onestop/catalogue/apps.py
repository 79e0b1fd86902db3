from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.onestop.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        import_module("motcua.onestop.catalogue.rights")
