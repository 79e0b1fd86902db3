from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "motcua.onestop.review"
    label = "review"

    def ready(self) -> None:
        import_module("motcua.onestop.review.rights")
