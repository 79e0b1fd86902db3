"""A real worker in a process of its own, for the test that kills it: arguments are the database's name and a folder."""

import sys
import threading
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings


def main(database: str, folder: Path) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    jobs = import_module("motcua.blocks.jobs.api")  # only once Django knows the database

    @jobs.job("test.slow")
    def slow() -> None:
        begun = folder / f"begun.{len(list(folder.glob('begun.*'))) + 1}"
        begun.touch()
        if begun.name == "begun.1":
            time.sleep(60)
        (folder / "done").touch()

    jobs.work(threading.Event(), lease=timedelta(seconds=1), poll=0.05)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
