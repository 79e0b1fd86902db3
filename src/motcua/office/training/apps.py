from importlib import import_module

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "motcua.office.training"
    label = "training"

    def ready(self) -> None:
        import_module("motcua.office.training.rights")
