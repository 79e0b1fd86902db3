from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "motcua.blocks.accounts"
    label = "accounts"
