from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "motcua.blocks.measures"
    label = "measures"
