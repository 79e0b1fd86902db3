from django.apps import AppConfig
from django.utils.module_loading import import_string


class PublicApiConfig(AppConfig):
    name = "motcua.channels.public_api"
    label = "public_api"

    def ready(self) -> None:
        import_string("motcua.channels.public_api.jobs.forget_old_replies")
