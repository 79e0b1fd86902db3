from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "motcua.blocks.bulk"
    label = "bulk"
