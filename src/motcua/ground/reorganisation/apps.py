from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReorganisationConfig(AppConfig):
    name = "motcua.ground.reorganisation"
    label = "reorganisation"

    def ready(self) -> None:
        """Read every module's `handovers.py`: declaring is importing."""
        import_module("motcua.ground.reorganisation.rights")
        autodiscover_modules("handovers")
