from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "motcua.blocks.search"
    label = "search"
