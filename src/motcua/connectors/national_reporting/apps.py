from django.apps import AppConfig


class NationalReportingConfig(AppConfig):
    """Names of the app for Django."""

    name = "motcua.connectors.national_reporting"
    label = "national_reporting"
