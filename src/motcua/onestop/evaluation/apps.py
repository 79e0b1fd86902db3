from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "motcua.onestop.evaluation"
    label = "evaluation"
