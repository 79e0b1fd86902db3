from django.apps import AppConfig


class PermissionsConfig(AppConfig):
    name = "motcua.blocks.permissions"
    label = "permissions"
