"""How far a document can be trusted, and what follows from it."""

from collections.abc import Mapping
from enum import IntEnum

from motcua.kernel.errors import words


class Trust(IntEnum):
    """Who stands for a document (NĐ 45/2020 a.10, domain 3.1); a higher level takes the place of a lower one."""

    OWN = 1
    CHECKED = 2
    CERTIFIED = 3
    RESULT = 4


TRUST_WORDS: Mapping[Trust, str] = {
    Trust.OWN: words("uploaded by the owner"),
    Trust.CHECKED: words("checked by an officer"),
    Trust.CERTIFIED: words("certified digital copy"),
    Trust.RESULT: words("agency result, signed"),
}

ENOUGH_FOR_THE_OFFICE = Trust.CHECKED  # below it an officer may still ask for the paper


def may_be_deleted(trust: int) -> bool:
    """The owner deletes what he handed in himself; never what an agency issued or certified."""
    return trust < Trust.CERTIFIED


def of_paper(*, at_the_desk: bool, resolved: bool, digitised: bool) -> Trust:
    """The trust of a paper of an accepted dossier.

    Checked when an officer scanned it from the original at the desk, digitised it, or resolved the dossier upon it.
    """
    return Trust.CHECKED if at_the_desk or resolved or digitised else Trust.OWN
