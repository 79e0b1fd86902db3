from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "motcua.blocks.workflow"
    label = "workflow"
