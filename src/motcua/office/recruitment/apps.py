from importlib import import_module

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "motcua.office.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        import_module("motcua.office.recruitment.rights")
