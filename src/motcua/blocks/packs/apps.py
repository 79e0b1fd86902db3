from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "motcua.blocks.packs"
    label = "packs"
