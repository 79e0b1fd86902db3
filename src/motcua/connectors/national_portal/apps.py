from django.apps import AppConfig
from django.utils.module_loading import import_string


class NationalPortalConfig(AppConfig):
    name = "motcua.connectors.national_portal"
    label = "national_portal"

    def ready(self) -> None:
        import_string("motcua.connectors.national_portal.rights.SEE")
        import_string("motcua.connectors.national_portal.indicators.SYNCHRONISED")
        import_string("motcua.connectors.national_portal.jobs.send_waiting")
