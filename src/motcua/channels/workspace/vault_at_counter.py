"""What the vault of the person at the counter offers, on the page that takes a walk-in in."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.channels.workspace.counter import Counter
from motcua.ground.parties.api import Party
from motcua.kernel.errors import FieldError, NotFound
from motcua.onestop.catalogue.api import choose_case
from motcua.onestop.dossiers.api import HandedIn
from motcua.onestop.vault.api import AtTheCounter, Card, hand_in_from_vault, offers_at_desk


@dataclass(frozen=True, slots=True)
class OfferedPaper:
    """A document that may stand for a paper, and whether the officer chose it."""

    card: Card
    name: str
    chosen: bool


def offered_papers(page: Counter) -> Mapping[str, list[OfferedPaper]]:
    """Offers by component for the person found; only what an office must accept. The look is recorded."""
    if page.party is None:
        return {}
    parts = choose_case(page.content, page.answers.values).components_for(page.answers.values)
    found = offers_at_desk(AtTheCounter(page.party.pk, page.content), parts, actor=page.actor)
    return {key: [_offered(page, key, one.card) for one in offers if one.settles] for key, offers in found.items()}


def _offered(page: Counter, key: str, card: Card) -> OfferedPaper:
    name = f"held.{key}"
    return OfferedPaper(card, name, chosen=page.request.POST.get(name) == str(card.id))


def chosen_papers(page: Counter, owner: Party) -> tuple[list[HandedIn], list[FieldError]]:
    """The documents that the officer chose instead of papers; one that is not offered (any more) is an error of its paper."""
    chosen, errors = [], []
    visit = AtTheCounter(owner.pk, page.content)
    for part in choose_case(page.content, page.answers.values).components_for(page.answers.values):
        text = page.request.POST.get(f"held.{part.key}", "")
        if not text:
            continue
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
        try:
            chosen.append(hand_in_from_vault(visit, part, number, actor=page.actor))
        except NotFound as gone:
            errors.append(FieldError(f"paper.{part.key}", gone.message, gone.params))
    return chosen, errors
