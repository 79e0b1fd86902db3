from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.blocks.notices"
    label = "notices"

    def ready(self) -> None:
        import_module("motcua.blocks.notices.rights")
