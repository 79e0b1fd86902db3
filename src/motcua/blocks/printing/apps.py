from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "motcua.blocks.printing"
    label = "printing"
