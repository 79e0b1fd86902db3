"""Find people and enterprises. Every record shown to an official is written down with the purpose."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from motcua.blocks.audit.api import record_access
from motcua.blocks.permissions.api import require
from motcua.ground.parties.models import Party
from motcua.ground.parties.rights import LOOK_UP, READ
from motcua.ground.parties.rules.identity import clean_phone
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, words
from motcua.kernel.text import fold

MOST_FOUND = 10
_SHORTEST = 3


def find_by_citizen_id(citizen_id: str, *, actor: Actor, purpose: str) -> Party | None:
    """The person with that number, or None. Raises `Forbidden` for those who may not look up others."""
    party = Party.objects.filter(citizen_id="".join(citizen_id.split())).first()
    return _shown([party] if party else [], actor, purpose)


def find_by_tax_code(tax_code: str, *, actor: Actor, purpose: str) -> Party | None:
    """The enterprise with that tax code, or None. Raises `Forbidden` for those who may not look up others."""
    party = Party.objects.filter(tax_code="".join(tax_code.split())).first()
    return _shown([party] if party else [], actor, purpose)


def search_parties(actor: Actor, text: str, *, purpose: str = "intake", born: date | None = None) -> list[Party]:
    """Up to ten parties by number, telephone, or the beginning of the name with or without marks.

    Raises `Forbidden` for those without the right and `InvalidInput` for less than three signs.
    """
    require(actor, LOOK_UP)
    sought = fold(text)
    if len(sought) < _SHORTEST:
        raise InvalidInput(words("Enter at least %(count)s letters or digits."), params={"count": _SHORTEST}, code="search_too_short")
    digits = clean_phone(sought)
    if digits.lstrip("+").isdigit():
        wanted = Q(citizen_id=digits) | Q(tax_code=digits) | Q(phone=digits)
    else:
        wanted = Q(search_text__startswith=sought) | Q(tax_code=sought)
    if born:
        wanted &= Q(birth_date=born)
    found = list(Party.objects.filter(wanted).order_by("search_text", "id")[:MOST_FOUND])
    _shown(found, actor, purpose)
    return found


def read_party(party_id: int, *, actor: Actor, purpose: str, stream: str = "", stream_id: int = 0) -> Party:
    """The record of one party: one's own, or an official's with a right to read; the reading is written down.

    Whether the official may see this very case is decided by the module whose case it is. Raises `Forbidden`, `NotFound`.
    """
    if party_id != actor.party_id or actor.kind != "citizen":
        require(actor, READ)
    party = Party.objects.filter(pk=party_id).first()
    if party is None:
        raise NotFound(words("There is no such person or organisation."))
    _record([party], actor, purpose, stream, stream_id)
    return party


def _shown(found: list[Party], actor: Actor, purpose: str) -> Party | None:
    own = actor.kind == "citizen" and bool(found) and all(party.pk == actor.party_id for party in found)
    if not own:
        require(actor, LOOK_UP)
    _record(found, actor, purpose, "", 0)
    return found[0] if found else None


def _record(found: list[Party], actor: Actor, purpose: str, stream: str, stream_id: int) -> None:
    """Write down whose records an official saw; looking at oneself and the house's own work are not readings."""
    if actor.kind != "official":
        return
    if not purpose.strip():
        raise InvalidInput(words("Say for what purpose you look up a person."), code="purpose_missing")
    now = clock.now()
    with transaction.atomic():
        for party in found:
            record_access(actor=actor, subject_id=party.pk, purpose=purpose, at=now, stream=stream, stream_id=stream_id)
