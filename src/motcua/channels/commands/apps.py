from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "motcua.channels.commands"
    label = "commands"
