from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.blocks.notices"
    label = "notices"
