from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.onestop.feedback"
    label = "feedback"
