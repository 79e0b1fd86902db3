from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "motcua.ground.directory"
    label = "directory"

    def ready(self) -> None:
        import_module("motcua.ground.directory.rights")
