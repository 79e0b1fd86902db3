from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.onestop.catalogue"
    label = "catalogue"
