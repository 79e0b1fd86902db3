"""The exchange as the operator's pages ask for it; joined to their port in the wiring."""

from collections.abc import Sequence
from datetime import date

from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.connectors.national_portal.actions.recording import note_operation
from motcua.connectors.national_portal.actions.resend import replay, resend_all_set_aside, resend_dossier, resend_message
from motcua.connectors.national_portal.actions.resend_differences import resend_difference, resend_differences
from motcua.connectors.national_portal.jobs import compare_days, push_catalogue, read_national_list
from motcua.connectors.national_portal.models import Difference, NationalFiling, OutboxMessage, Reconciliation
from motcua.connectors.national_portal.queries.exchange import (
    Proof,
    Standing,
    catalogue_standing,
    differences_of,
    filings,
    proof_of,
    runs,
    standing,
    troubled,
)
from motcua.connectors.national_portal.rights import RESEND
from motcua.connectors.national_portal.rules.catalogue import CatalogueDifference
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words

MOST_DAYS = 92


class NationalExchange:
    """Everything an operator sees and does; each method asks for the right."""

    def standing(self, actor: Actor) -> Standing:
        """The exchange at a glance."""
        return standing(actor=actor)

    def troubled(self, actor: Actor) -> Sequence[OutboxMessage]:
        """Messages that could not be delivered so far."""
        return troubled(actor=actor)

    def proof(self, actor: Actor, code: str) -> Proof:
        """What was told about a dossier, with proof."""
        return proof_of(code, actor=actor)

    def filings(self, actor: Actor, after: int | None) -> tuple[Sequence[NationalFiling], int | None]:
        """What arrived from the portal."""
        return filings(after=after, actor=actor)

    def problems_of(self, dossier_id: int) -> Sequence[tuple[str, str, str]]:
        """What of a filing could not be taken over, for whoever may see its dossier; no right of an operator is asked for."""
        found = NationalFiling.objects.filter(dossier_id=dossier_id).values_list("problems", flat=True).first()
        return [(label, answer, why) for label, answer, why in found or []]

    def runs(self, actor: Actor) -> Sequence[Reconciliation]:
        """The last comparisons."""
        return runs(actor=actor)

    def differences(self, actor: Actor, run_id: int) -> Sequence[Difference]:
        """What a comparison found."""
        return differences_of(run_id, actor=actor)

    def catalogue(self, actor: Actor) -> tuple[object, Sequence[CatalogueDifference]]:
        """When the national list was read, and how it differs."""
        return catalogue_standing(actor=actor)

    def resend(self, actor: Actor, message_id: int) -> None:
        """Send one message again, made anew."""
        resend_message(message_id, actor=actor)
        note_operation("exchange.resent", actor=actor, payload={"message": message_id})

    def resend_all(self, actor: Actor) -> int:
        """Send all that are set aside again, made anew."""
        count = resend_all_set_aside(actor=actor)
        note_operation("exchange.resent", actor=actor, payload={"messages": count})
        return count

    def resend_dossier(self, actor: Actor, code: str) -> None:
        """Tell a dossier as it is now."""
        resend_dossier(code, actor=actor)
        note_operation("exchange.resent", actor=actor, payload={"code": code})

    def replay(self, actor: Actor, code: str) -> int:
        """Send everything told about a dossier once more."""
        count = replay(code=code, actor=actor)
        note_operation("exchange.replayed", actor=actor, payload={"code": code, "messages": count})
        return count

    def resend_difference(self, actor: Actor, difference_id: int) -> None:
        """Put one difference right."""
        resend_difference(difference_id, actor=actor)
        note_operation("exchange.resent", actor=actor, payload={"difference": difference_id})

    def resend_differences(self, actor: Actor, run_id: int) -> int:
        """Put the differences of a comparison right."""
        count = resend_differences(run_id, actor=actor)
        note_operation("exchange.resent", actor=actor, payload={"run": run_id, "dossiers": count})
        return count

    def compare(self, actor: Actor, first: date | None, last: date | None) -> None:
        """Order a comparison; raises InvalidInput for days that make no sense."""
        require(actor, RESEND)
        if first is None or last is None or not 0 <= (last - first).days <= MOST_DAYS:
            message = words("Enter two days, the first not after the last, at most %(days)s days apart.")
            raise InvalidInput(message, params={"days": MOST_DAYS}, fields=[FieldError("tu", message, {"days": MOST_DAYS})])
        enqueue(compare_days, first.isoformat(), last.isoformat(), key=f"national_portal.compare/{first}/{last}")

    def read_list(self, actor: Actor) -> None:
        """Order the national list to be read."""
        require(actor, RESEND)
        enqueue(read_national_list, key="national_portal.read_list")

    def publish(self, actor: Actor, codes: Sequence[str]) -> None:
        """Order procedures to be entered in the national list as we have them."""
        require(actor, RESEND)
        enqueue(push_catalogue, list(codes), key="national_portal.push_catalogue")
        note_operation("exchange.catalogue_pushed", actor=actor, payload={"codes": list(codes)})
