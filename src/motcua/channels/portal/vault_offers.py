"""What the vault of the applicant offers for a draft or a supplement."""

from collections.abc import Mapping, Sequence

from motcua.channels.portal.draft_steps import components_of
from motcua.channels.portal.vault_words import Shown, shown
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import Component, content_of
from motcua.onestop.dossiers.api import DossierFile, Draft
from motcua.onestop.vault.api import Offer, offers_for


def offers_of(draft: Draft, components: Sequence[Component], actor: Actor) -> Mapping[str, list[Offer]]:
    """What the vault offers for these papers of a draft, by component."""
    if draft.owner_id is not None:
        return {}  # the vault is the owner's, not the writer's
    return offers_for(draft.party_id, components, procedure_code=content_of(draft.version_id).code, actor=actor)


def settled_by_vault(draft: Draft, actor: Actor) -> dict[str, Offer]:
    """The papers that need not be handed in, each with the document that is attached when the draft is sent."""
    found = offers_of(draft, components_of(draft), actor)
    return {key: offers[0] for key, offers in found.items() if offers[0].settles}


def offers_for_supplement(file: DossierFile, actor: Actor) -> Mapping[str, list[Offer]]:
    """What the vault offers for the papers of a dossier, what came in with it left out."""
    found = offers_for(file.dossier.owner_id, file.case.components, procedure_code=file.content.code, actor=actor)
    others = {key: [one for one in offers if one.card.dossier_code != file.dossier.code] for key, offers in found.items()}
    return {key: offers for key, offers in others.items() if offers}


def offers_in_words(offers: Sequence[Offer]) -> list[Shown]:
    """The offers with their words, for the page."""
    return [shown(offer.card) for offer in offers]
