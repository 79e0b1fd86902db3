"""What happens at the desk beside the life of a dossier; the payload of each stands beside it."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words

APPOINTMENTS = "appointment"
TICKETS = "ticket"
PARCELS = "post"
OFFLINE = "offline"


class DeskEvent(StrEnum):
    """The kinds of events of the desk."""

    APPOINTMENT_BOOKED = "appointment.booked"  # code, hall, place, starts_at, procedure
    APPOINTMENT_MOVED = "appointment.moved"  # code, hall, place, starts_at, before
    APPOINTMENT_CANCELLED = "appointment.cancelled"  # code, hall, place, starts_at
    TICKET_TAKEN = "ticket.taken"  # number, hall
    TICKET_CALLED = "ticket.called"  # number, hall, counter, again
    TICKET_MISSED = "ticket.missed"  # number, hall
    TICKET_SERVED = "ticket.served"  # number, hall, dossier
    POST_ORDERED = "post.ordered"  # number, code, direction, cod
    POST_REGISTERED = "post.registered"  # number, code, waybill
    POST_HANDED_OVER = "post.handed_over"  # number, code, waybill
    POST_DELIVERED = "post.delivered"  # number, code, waybill
    POST_RETURNED = "post.returned"  # number, code, waybill, reason
    POST_REVOKED = "post.revoked"  # number, code, waybill, reason
    POST_LOST = "post.lost"  # number, code, waybill, reason
    POST_PAPERS_LOST = "post.papers_lost"  # number, waybill, reason, desk: papers on their way to the desk
    OFFLINE_PREPARED = "offline.prepared"  # device, first, last, numbers, series
    OFFLINE_HELD = "offline.held"  # code, device, problem
    OFFLINE_TAKEN = "offline.taken"  # code, printed, device, happened_at, sequence
    OFFLINE_REJECTED = "offline.rejected"  # code, device, reason
    OFFLINE_RETURNED = "offline.returned"  # device, voided, reason
    OFFLINE_VOIDED = "offline.voided"  # device, voided, reason


SENTENCES: Mapping[DeskEvent, str] = {
    DeskEvent.APPOINTMENT_BOOKED: words("An appointment was booked."),
    DeskEvent.APPOINTMENT_MOVED: words("An appointment was moved."),
    DeskEvent.APPOINTMENT_CANCELLED: words("An appointment was cancelled."),
    DeskEvent.TICKET_TAKEN: words("A queue ticket was taken."),
    DeskEvent.TICKET_CALLED: words("A ticket was called."),
    DeskEvent.TICKET_MISSED: words("Nobody came when the ticket was called."),
    DeskEvent.TICKET_SERVED: words("The person with the ticket was served."),
    DeskEvent.POST_ORDERED: words("The public post was ordered."),
    DeskEvent.POST_REGISTERED: words("The public post registered the envelope."),
    DeskEvent.POST_HANDED_OVER: words("The envelope was handed over to the postman."),
    DeskEvent.POST_DELIVERED: words("The envelope was delivered."),
    DeskEvent.POST_RETURNED: words("The envelope came back undelivered."),
    DeskEvent.POST_REVOKED: words("The order at the post was revoked."),
    DeskEvent.POST_LOST: words("The post reports the envelope lost."),
    DeskEvent.POST_PAPERS_LOST: words("The post reports papers lost on their way to the desk."),
    DeskEvent.OFFLINE_PREPARED: words("A block of numbers was reserved for a device."),
    DeskEvent.OFFLINE_HELD: words("An entry of a device waits for a decision."),
    DeskEvent.OFFLINE_TAKEN: words("An entry of a device without network was taken in."),
    DeskEvent.OFFLINE_REJECTED: words("An entry of a device was rejected."),
    DeskEvent.OFFLINE_RETURNED: words("A device gave its unused numbers back."),
    DeskEvent.OFFLINE_VOIDED: words("A block of numbers was voided."),
}
