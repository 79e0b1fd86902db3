from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "motcua.blocks.numbering"
    label = "numbering"
