"""Documents that the province holds already and that serve a component: offered, so that nobody is asked twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import Component
from motcua.onestop.dossiers.api import HeldPaper
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.queries.asker import may_act
from motcua.onestop.vault.queries.cards import Card, card_of
from motcua.onestop.vault.queries.shelf import rows
from motcua.onestop.vault.queries.types import paper_types
from motcua.onestop.vault.rules.paper_types import codes_that_serve
from motcua.onestop.vault.rules.trust import ENOUGH_FOR_THE_OFFICE


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that serves a component today; `settles` says that the office may not ask for the paper any more."""

    component_key: str
    card: Card
    settles: bool


def offers_for(owner_id: int, components: Sequence[Component], *, procedure_code: str, actor: Actor) -> dict[str, list[Offer]]:
    """What the owner's own vault offers for each component, best first; nothing to one who may not use the vault.

    At most two queries for any number of components when there is a type that serves.
    """
    if not may_act(actor, owner_id, "use"):
        return {}
    return find_offers(owner_id, components, procedure_code=procedure_code)


def find_offers(owner_id: int, components: Sequence[Component], *, procedure_code: str) -> dict[str, list[Offer]]:
    """As `offers_for`, for callers who have settled already that it may be told."""
    return {
        key: [Offer(key, card_of(row), settles=row.trust >= ENOUGH_FOR_THE_OFFICE) for row in found]
        for key, found in _serving(owner_id, components, procedure_code, clock.today()).items()
    }


def offered(owner_id: int, component: Component, document_id: int, *, procedure_code: str) -> VaultDocument | None:
    """The document, when it is one of those offered for the component today."""
    found = _serving(owner_id, [component], procedure_code, clock.today()).get(component.key, [])
    return next((row for row in found if row.pk == document_id), None)


def _serving(owner_id: int, components: Sequence[Component], procedure_code: str, on: date) -> dict[str, list[VaultDocument]]:
    types = paper_types()
    codes = {part.key: codes_that_serve(types, procedure_code, part.key, part.paper_type) for part in components if part.kind == "upload"}
    wanted = frozenset().union(*codes.values())
    if not wanted:
        return {}
    candidates = rows().filter(owner_id=owner_id, type_code__in=wanted, hidden_at__isnull=True).order_by("-trust", "-issued_on", "-id")
    valid = [row for row in candidates if card_of(row).holds_on(on)]
    serving = {key: [row for row in valid if row.type_code in mine] for key, mine in codes.items()}
    return {key: found for key, found in serving.items() if found}


class VaultPapers:
    """Behind the port of dossiers: what the vault holds of papers that would otherwise be demanded."""

    def best(
        self, owner_id: int, components: Sequence[Component], *, procedure_code: str, but_not_from: int | None = None
    ) -> Mapping[str, HeldPaper]:
        """The best document of each component that an office must accept today."""
        found = _serving(owner_id, components, procedure_code, clock.today())
        best: dict[str, HeldPaper] = {}
        for key, serving in found.items():
            row = next(
                (row for row in serving if row.trust >= ENOUGH_FOR_THE_OFFICE and (but_not_from is None or row.dossier_id != but_not_from)),
                None,
            )
            if row is not None:
                best[key] = as_held(row)
        return best


def as_held(row: VaultDocument) -> HeldPaper:
    """The document as a dossier attaches it."""
    if row.file is None:
        raise ValueError("a deleted document cannot be attached")
    origin = "result" if row.source == VaultDocument.Source.RESULT else "vault"
    name = " – ".join(part for part in (row.name, row.number) if part)
    return HeldPaper(file=row.file, name=name, origin=origin, reference=row.id_code, valid_until=row.valid_until)
