from django.apps import AppConfig
from django.utils.module_loading import import_string


class AccountsConfig(AppConfig):
    name = "motcua.blocks.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_string("motcua.blocks.accounts.rights.MANAGE_TOKENS")
