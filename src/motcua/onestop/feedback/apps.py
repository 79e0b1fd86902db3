from importlib import import_module

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.onestop.feedback"
    label = "feedback"

    def ready(self) -> None:
        for name in ("rights", "indicators"):
            import_module(f"motcua.onestop.feedback.{name}")
