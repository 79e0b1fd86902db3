from importlib import import_module

from django.apps import AppConfig


class DigitisationConfig(AppConfig):
    name = "motcua.onestop.digitisation"
    label = "digitisation"

    def ready(self) -> None:
        for name in ("rights", "indicators", "jobs"):
            import_module(f"motcua.onestop.digitisation.{name}")
