from importlib import import_module

from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    name = "motcua.ground.reorganisation"
    label = "reorganisation"

    def ready(self) -> None:
        import_module("motcua.ground.reorganisation.rights")
