"""Straighten a photographed page and recognise a dense one, over and over in this process; prints milliseconds as JSON.

python -m benchmarks.digitising_client NUMBER SECONDS
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

import cv2  # noqa: E402 -- Django must be set up first

from benchmarks.measure import wait_for_start  # noqa: E402
from motcua.blocks.files.api import straightened  # noqa: E402
from motcua.onestop.digitisation.ports import Tesseract  # noqa: E402
from tests.sheets import LINES, photograph, sheet  # noqa: E402

DENSITY = 250
DENSE = tuple(f"{number}. {line}" for number, line in enumerate(LINES * 3, start=1))[:21]  # as many as the sheet holds


def main(seconds: float) -> dict[str, list[float]]:
    """The two kinds of work, one after the other until the time is over; recognition only where tesseract is installed."""
    photo, reader = photograph(), Tesseract()
    png = cv2.imencode(".png", cv2.cvtColor(sheet(DENSE, density=DENSITY), cv2.COLOR_BGR2GRAY))[1].tobytes()
    took: dict[str, list[float]] = {"straighten": [], "recognise": []}
    straightened(photo, "anh.jpg")
    begin = wait_for_start()
    time.sleep(max(0.0, begin - time.time()))
    while time.time() < begin + seconds:
        started = time.perf_counter()
        straightened(photo, "anh.jpg")
        took["straighten"].append((time.perf_counter() - started) * 1000)
        if reader.is_there():
            started = time.perf_counter()
            reader.read(png, density=DENSITY)
            took["recognise"].append((time.perf_counter() - started) * 1000)
    return took


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(float(sys.argv[2]))))
