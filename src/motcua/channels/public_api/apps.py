from django.apps import AppConfig


class PublicApiConfig(AppConfig):
    name = "motcua.channels.public_api"
    label = "public_api"
