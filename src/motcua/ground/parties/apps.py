from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "motcua.ground.parties"
    label = "parties"
