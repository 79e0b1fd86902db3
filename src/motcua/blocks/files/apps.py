from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "motcua.blocks.files"
    label = "files"
