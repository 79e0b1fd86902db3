from motcua.blocks.jobs.models.job import Job
from motcua.blocks.jobs.models.periodic import Periodic

__all__ = ["Job", "Periodic"]
