from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "motcua.blocks.events"
    label = "events"
