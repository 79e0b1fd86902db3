from django.apps import AppConfig


class EidConfig(AppConfig):
    name = "motcua.connectors.eid"
    label = "eid"
