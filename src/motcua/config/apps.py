from django.apps import AppConfig
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    """The last application to be ready: it joins ports to connectors and handlers to events."""

    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        import_string("motcua.config.wiring.join")()
