from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "motcua.onestop.payments"
    label = "payments"
