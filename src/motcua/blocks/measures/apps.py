from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MeasuresConfig(AppConfig):
    name = "motcua.blocks.measures"
    label = "measures"

    def ready(self) -> None:
        """Read every module's `indicators.py`: declaring is importing."""
        autodiscover_modules("indicators")
