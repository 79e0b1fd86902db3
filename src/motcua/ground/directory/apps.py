from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "motcua.ground.directory"
    label = "directory"
