"""What brought papers to the counter: a ticket of the queue, or an envelope. It fills the page in and is done with the dossier."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.channels.workspace.page import number_in
from motcua.channels.workspace.person_sheet import PersonSheet
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.onestop.desk.api import Parcel, Ticket, TicketStatus, envelope_for, finish_ticket, link_envelope, ticket_for


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The ticket or the envelope named in the address, if any."""

    ticket: Ticket | None = None
    envelope: Parcel | None = None

    @classmethod
    def read(cls, request: HttpRequest, actor: Actor) -> "BroughtIn":
        """What the address names; `NotFound` or `Forbidden` when it is not of the actor's desk."""
        number, envelope = number_in(request, "so"), number_in(request, "buu-gui")
        return cls(
            ticket_for(number, actor=actor) if number is not None else None,
            envelope_for(envelope, actor=actor) if envelope is not None else None,
        )

    @property
    def party(self) -> Party | None:
        return self.ticket.party if self.ticket else self.envelope.party if self.envelope else None

    def person(self) -> PersonSheet | None:
        """The sheet of the person, with the number filled in."""
        party = self.party
        number = (party.citizen_id or party.tax_code) if party else None
        return PersonSheet("p_", {"number": number}) if number else None

    def done(self, dossier_code: str, actor: Actor) -> None:
        """The dossier was taken in: ticket and envelope are done with it."""
        if self.envelope is not None:
            link_envelope(self.envelope.pk, dossier_code, actor=actor)
        if self.ticket is not None and self.ticket.status in (TicketStatus.CALLED, TicketStatus.SERVING):
            finish_ticket(self.ticket.pk, dossier_code=dossier_code, actor=actor)
