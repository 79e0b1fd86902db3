from django.apps import AppConfig


class BusinessRegisterConfig(AppConfig):
    name = "motcua.connectors.business_register"
    label = "business_register"
