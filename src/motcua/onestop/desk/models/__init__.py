from motcua.onestop.desk.models.consent import ConsentCode
from motcua.onestop.desk.models.hall import Counter, Hall
from motcua.onestop.desk.models.offline import NumberBlock, OfflineEntry, OfflinePhoto, ReservedNumber
from motcua.onestop.desk.models.parcel import Parcel
from motcua.onestop.desk.models.queue import Appointment, Ticket

__all__ = [
    "Appointment",
    "ConsentCode",
    "Counter",
    "Hall",
    "NumberBlock",
    "OfflineEntry",
    "OfflinePhoto",
    "Parcel",
    "ReservedNumber",
    "Ticket",
]
