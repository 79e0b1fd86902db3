from importlib import import_module

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "motcua.onestop.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        import_module("motcua.onestop.evaluation.rights")
