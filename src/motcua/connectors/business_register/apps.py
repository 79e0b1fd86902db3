from django.apps import AppConfig
from django.utils.module_loading import import_string


class BusinessRegisterConfig(AppConfig):
    name = "motcua.connectors.business_register"
    label = "business_register"

    def ready(self) -> None:
        import_string("motcua.connectors.business_register.jobs.ask_about_silent_filings")
