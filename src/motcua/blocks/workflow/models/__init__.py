from motcua.blocks.workflow.models.process_version import ProcessVersion
from motcua.blocks.workflow.models.running import Instance, Task

__all__ = ["Instance", "ProcessVersion", "Task"]
