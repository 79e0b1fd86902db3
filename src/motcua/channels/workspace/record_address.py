"""Where the records behind a figure are listed."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse


def records_address(unit_id: int, first: date, last: date, *, base: str = "") -> Callable[[str], str]:
    """A function from the key of a figure to its page of records; `base` makes whole addresses, as for a file."""

    def address(key: str) -> str:
        asked = {"chi-so": key, "don-vi": unit_id, "tu": first.isoformat(), "den": last.isoformat()}
        return f"{base}{reverse('work_records')}?{urlencode(asked)}"

    return address
