from motcua.blocks.workflow.models.instance import Instance
from motcua.blocks.workflow.models.process_version import ProcessVersion
from motcua.blocks.workflow.models.task import Task

__all__ = ["Instance", "ProcessVersion", "Task"]
