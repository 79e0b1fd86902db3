from django.apps import AppConfig


class SandboxConfig(AppConfig):
    name = "motcua.connectors.sandbox"
    label = "sandbox"
