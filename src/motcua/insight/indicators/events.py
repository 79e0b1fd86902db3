"""What this module announces."""

from enum import StrEnum

PUBLICATION = "figures"


class FiguresEvent(StrEnum):
    """Kinds of events, with their payload."""

    PUBLISHED = "figures.published"  # first, last, sha256, figures
