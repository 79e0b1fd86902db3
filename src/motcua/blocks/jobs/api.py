"""Work done behind the scenes: enqueued with the deed that needs it, run at least once."""

from motcua.blocks.jobs.actions.enqueue import enqueue
from motcua.blocks.jobs.actions.execute import run_pending
from motcua.blocks.jobs.actions.retry import retry
from motcua.blocks.jobs.actions.work import tick, work
from motcua.blocks.jobs.models import Job
from motcua.blocks.jobs.queries.overview import Overview, failed_jobs, overview
from motcua.blocks.jobs.rules.registry import BackgroundJob, every, job

__all__ = ["BackgroundJob", "Job", "Overview", "enqueue", "every", "failed_jobs", "job", "overview", "retry", "run_pending", "tick", "work"]
