"""Legal time of an installation: real time, or (a demo) another year running at real speed.

The first start writes the anchor; later starts read it, so that legal time never jumps back.
"""

import json
import os
from datetime import datetime

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.calendar import use_announced


def set_legal_time() -> None:
    """Set the kernel's clock from MOTCUA_LEGAL_START and the anchor kept beside the database, and where new days off stand."""
    use_announced(settings.PROVINCE / "calendar" / "announced_days.csv")
    if not settings.LEGAL_START:
        return
    anchor = settings.VAR / "legal_time.json"
    if not anchor.exists():
        legal = datetime.fromisoformat(settings.LEGAL_START).replace(tzinfo=clock.VIETNAM)
        fresh = anchor.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"real": clock.real_now().isoformat(), "legal": legal.isoformat()}))
        fresh.replace(anchor)
    kept = json.loads(anchor.read_text())
    clock.configure(shift=datetime.fromisoformat(kept["legal"]) - datetime.fromisoformat(kept["real"]))
