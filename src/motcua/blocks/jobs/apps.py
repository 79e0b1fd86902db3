from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "motcua.blocks.jobs"
    label = "jobs"
