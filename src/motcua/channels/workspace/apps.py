from importlib import import_module

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "motcua.channels.workspace"
    label = "workspace"

    def ready(self) -> None:
        import_module("motcua.channels.workspace.rights")
