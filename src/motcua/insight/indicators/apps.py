from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "motcua.insight.indicators"
    label = "indicators"
