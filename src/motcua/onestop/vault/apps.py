from importlib import import_module

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "motcua.onestop.vault"
    label = "vault"

    def ready(self) -> None:
        for name in ("rights", "indicators"):
            import_module(f"motcua.onestop.vault.{name}")
