"""What this module announces."""

from enum import StrEnum

STREAM = "measurement"


class MeasurementEvent(StrEnum):
    """Kinds of events; the stream's id is the day as a number, 20221114."""

    COUNTED = "measurement.counted"  # views, transactions
