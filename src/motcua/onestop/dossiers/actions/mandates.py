"""Somebody acts for somebody else: what it takes, how it is recorded, whose vault it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.files.api import StoredFile
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Draft, Mandate
from motcua.onestop.dossiers.queries.required import AUTHORISATION


@dataclass(frozen=True, slots=True)
class Consent:
    """How the owner agreed that a helper acts: by a code from the owner's phone, or on a signed paper that was scanned."""

    proof: str
    file: StoredFile | None = None


def mandate_of(draft: Draft) -> Mandate | None:
    """The consent recorded for a draft, if it was given."""
    return Mandate.objects.filter(draft=draft).first()


def vault_of(draft: Draft) -> int:
    """The party whose held papers serve in the draft; 0 for nobody's.

    A helper uses the owner's only when the owner himself agreed by code; a paper that nobody has looked at yet opens no vault.
    """
    if draft.acting == Dossier.Acting.SELF or draft.owner_id is None:
        return draft.party_id
    mandate = mandate_of(draft)
    return draft.owner_id if mandate is not None and mandate.proof == Mandate.Proof.CODE else 0


def consent_missing(draft: Draft) -> Sequence[FieldError]:
    """A helper's draft is not sent before the owner has agreed."""
    if draft.acting == Dossier.Acting.HELPER and mandate_of(draft) is None:
        return [FieldError("consent", words("The person for whom you act has not agreed yet."))]
    return []


def refuse_unsaid(owner: Party, submitter: Party | None, acting: str, messages_to: str, consent: Consent | None) -> list[FieldError]:
    """What is missing when somebody else hands a dossier in at the desk."""
    errors = []
    if acting not in Dossier.Acting.values:
        errors.append(FieldError("acting", words("Say in whose name the person has come.")))
    if messages_to not in Dossier.MessagesTo.values:
        errors.append(FieldError("messages_to", words("Choose who gets the messages.")))
    other = submitter is not None and submitter.pk != owner.pk
    if other and acting == Dossier.Acting.SELF:
        errors.append(FieldError("acting", words("Say in whose name the person has come.")))
    if not other and acting in (Dossier.Acting.AUTHORISED, Dossier.Acting.HELPER):
        errors.append(FieldError("submitter", words("Enter the person who acts for the owner.")))
    if acting == Dossier.Acting.HELPER and (consent is None or consent.proof not in (Mandate.Proof.CODE, Mandate.Proof.SIGNED_PAPER)):
        errors.append(FieldError("consent", words("The person for whom you act has not agreed yet.")))
    return errors


def note_mandate(dossier: Dossier, consent: Consent | None, *, at: datetime, actor: Actor) -> None:
    """Record who acts in a dossier just entered at the desk; nothing when the owner came himself."""
    if dossier.acting == Dossier.Acting.SELF or dossier.submitter_id == dossier.owner_id:
        return
    proof = consent.proof if consent and dossier.acting == Dossier.Acting.HELPER else Mandate.Proof.AUTHORISATION
    mandate = Mandate.objects.create(
        dossier=dossier,
        owner_id=dossier.owner_id,
        submitter_id=dossier.submitter_id,
        acting=dossier.acting,
        proof=proof,
        file=consent.file if consent else _authorisation_of(dossier),
        given_at=at,
        given_before=actor.name,
    )
    _record(dossier, mandate, at, actor)


def hand_on_mandate(draft: Draft, dossier: Dossier, *, at: datetime) -> None:
    """The consent given for a draft holds for the dossier that came of it; an authorisation is recorded now."""
    if draft.acting == Dossier.Acting.SELF or dossier.submitter_id == dossier.owner_id:
        return
    mandate = mandate_of(draft)
    if mandate is None:
        mandate = Mandate(
            owner_id=dossier.owner_id,
            submitter_id=dossier.submitter_id,
            acting=draft.acting,
            proof=Mandate.Proof.AUTHORISATION,
            file=_authorisation_of(dossier),
            given_at=at,
            given_before=draft.party.full_name,
        )
    mandate.draft, mandate.dossier = None, dossier
    mandate.save()
    _record(dossier, mandate, at, Actor(kind="citizen", name=draft.party.full_name, party_id=draft.party_id))


def _authorisation_of(dossier: Dossier) -> StoredFile | None:
    paper = dossier.papers.filter(component_key=AUTHORISATION.key).select_related("file").first()
    return paper.file if paper else None


def _record(dossier: Dossier, mandate: Mandate, at: datetime, actor: Actor) -> None:
    payload = {"name": dossier.submitter.full_name, "acting": mandate.acting, "proof": mandate.proof}
    record_step(dossier, DossierEvent.MANDATE_GIVEN, actor=actor, at=at, unit_id=dossier.receiver_id, payload=payload)
