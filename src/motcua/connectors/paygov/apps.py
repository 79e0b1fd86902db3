from django.apps import AppConfig


class PayGovConfig(AppConfig):
    name = "motcua.connectors.paygov"
    label = "paygov"
