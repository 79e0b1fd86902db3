from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "motcua.connectors.messaging"
    label = "messaging"
