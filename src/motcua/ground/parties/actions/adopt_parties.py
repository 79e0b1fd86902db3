"""Take over very many people from elsewhere, or invented ones of a simulated year."""

from collections.abc import Iterable

from django.db import transaction

from motcua.blocks.bulk.api import Row, set_ids_aside, write_rows
from motcua.blocks.permissions.api import require
from motcua.ground.parties.models import Party
from motcua.ground.parties.rights import ADOPT
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold

_COLUMNS = (
    "id", "kind", "full_name", "search_text", "sex", "phone", "email", "address", "commune_code", "assurance",
)  # fmt: skip


@transaction.atomic
def adopt_parties(people: Iterable[tuple[str, str, str]], *, count: int, actor: Actor) -> range:
    """Write `count` people given as (name, sex, code of the commune); returns their ids in that order. Raises `Forbidden`.

    They have no number and no way to be reached: nobody is found by a number that was not theirs, and nobody is written to.
    """
    require(actor, ADOPT)
    ids = set_ids_aside(Party, count)
    rows: Iterable[Row] = (
        (pk, "person", name, fold(name), sex, "", "", "", commune, 0) for pk, (name, sex, commune) in zip(ids, people, strict=True)
    )
    write_rows(Party, _COLUMNS, rows)
    return ids
