from django.apps import AppConfig


class DigitisationConfig(AppConfig):
    name = "motcua.onestop.digitisation"
    label = "digitisation"
