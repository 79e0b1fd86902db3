from importlib import import_module

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "motcua.onestop.payments"
    label = "payments"

    def ready(self) -> None:
        import_module("motcua.onestop.payments.rights")
