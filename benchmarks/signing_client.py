"""Print slips and sign them in this process; prints milliseconds as JSON.

python -m benchmarks.signing_client SECONDS
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from django.utils.module_loading import import_string  # noqa: E402 -- Django must be set up first

from benchmarks.clock import Steps  # noqa: E402
from benchmarks.life_client import open_office, through_actions  # noqa: E402
from benchmarks.measure import wait_for_start  # noqa: E402
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf, verify_pdf  # noqa: E402
from motcua.onestop.dossiers.api import Slip  # noqa: E402


def main(seconds: float) -> dict[str, list[float]]:
    """Slip, signature with time stamp and verification, one after the other."""
    slip = Slip.objects.select_related("dossier__owner", "dossier__submitter").latest("id")
    print_slip = import_string("motcua.onestop.desk.queries.slip_pdf.print_slip_of")
    identity = ensure_identity("bench", name="Nguyễn Văn Ký", title="Chủ tịch", organisation="UBND phường Điện Biên")
    took: dict[str, list[float]] = {"slip": [], "signature": [], "verification": []}
    begin = 0.0
    while not begin or time.time() < begin + seconds:
        marks = [time.perf_counter()]
        pdf = print_slip(slip)
        marks.append(time.perf_counter())
        signed = sign_pdf(pdf, identity_key=identity.key, reason="", location="", visible=Stamp("agency", place="agency"))
        marks.append(time.perf_counter())
        verify_pdf(signed)
        marks.append(time.perf_counter())
        if begin:
            for name, first, last in zip(took, marks[:-1], marks[1:], strict=True):
                took[name].append((last - first) * 1000)
        else:
            begin = wait_for_start()
            time.sleep(max(0.0, begin - time.time()))
    return took


if __name__ == "__main__":
    if sys.argv[1] == "open":
        open_office()
        through_actions(0, "")(Steps())
    else:
        sys.stdout.write(json.dumps(main(float(sys.argv[2]))))
