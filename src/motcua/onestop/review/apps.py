from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "motcua.onestop.review"
    label = "review"
