from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "motcua.channels.workspace"
    label = "workspace"
