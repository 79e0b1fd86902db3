from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "motcua.connectors.post"
    label = "public_post"
