from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "motcua.blocks.signing"
    label = "signing"
