from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "motcua.blocks.forms"
    label = "forms"
