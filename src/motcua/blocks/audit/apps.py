from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "motcua.blocks.audit"
    label = "audit"
