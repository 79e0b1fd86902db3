from django.apps import AppConfig


class NationalFeedbackConfig(AppConfig):
    """Names of the app for Django."""

    name = "motcua.connectors.national_feedback"
    label = "national_feedback"
