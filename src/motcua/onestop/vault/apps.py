from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "motcua.onestop.vault"
    label = "vault"
