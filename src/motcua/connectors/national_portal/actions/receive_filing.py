"""A filing arrives from the national portal, by its call or fetched: it is kept once, and taken in by a job."""

import hashlib
from collections.abc import Mapping

import orjson
from django.db import transaction

from motcua.blocks.jobs.api import enqueue
from motcua.connectors.national_portal.models import NationalFiling
from motcua.connectors.national_portal.rules.filing import national_code_of
from motcua.kernel import clock

TAKE_IN = "national_portal.take_in"


@transaction.atomic
def receive_filing(content: Mapping[str, object]) -> NationalFiling:
    """Keep it by its national code; told again nothing changes. Raises InvalidInput when it is no filing."""
    code = national_code_of(content)
    text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    filing, new = NationalFiling.objects.get_or_create(
        national_code=code,
        defaults={"content": orjson.loads(text), "sha256": hashlib.sha256(text).hexdigest(), "received_at": clock.now()},
    )
    if new:
        enqueue(TAKE_IN, filing.pk, key=f"{TAKE_IN}/{filing.pk}")
    elif filing.state != NationalFiling.State.WAITING:
        NationalFiling.objects.filter(pk=filing.pk).update(reported="")  # the portal does not know yet what became of it
    return filing
