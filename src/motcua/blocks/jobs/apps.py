from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "motcua.blocks.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read every module's `jobs.py`: declaring is importing."""
        autodiscover_modules("jobs", "rights")
