"""Words that files of officials are kept in (Law on cadres and civil servants 22/2008/QH12, Law on public employees 58/2010/QH12)."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words


class PlaceKind(StrEnum):
    """In which service a person holds a place."""

    CIVIL = "civil"
    PUBLIC = "public"
    CONTRACT = "contract"
    COMMUNE_OFFICIAL = "commune_official"
    COMMUNE_CIVIL = "commune_civil_servant"


STAFFED: Mapping[str, str] = {PlaceKind.CIVIL: "civil", PlaceKind.PUBLIC: "public"}
"""Places that are taken from an assigned number of posts, and the kind of that number."""
COMMUNE = (PlaceKind.COMMUNE_OFFICIAL, PlaceKind.COMMUNE_CIVIL)


class Level(StrEnum):
    """The highest professional qualification, from high to low."""

    POSTGRADUATE = "postgraduate"
    UNIVERSITY = "university"
    COLLEGE = "college"
    INTERMEDIATE = "intermediate"
    ELEMENTARY = "elementary"
    NONE = "none"


class Theory(StrEnum):
    """Political theory."""

    ADVANCED = "advanced"
    INTERMEDIATE = "intermediate"
    ELEMENTARY = "elementary"
    NONE = "none"


class Management(StrEnum):
    """Training in state management, by the rank it is for."""

    SENIOR = "senior_expert"
    PRINCIPAL = "principal_expert"
    EXPERT = "expert"
    CLERK = "clerk"
    NONE = "none"


class How(StrEnum):
    """How somebody came to a place."""

    RECRUITED = "recruited"
    RECEPTION = "reception"
    CONTRACT = "contract"
    MOVED_IN = "moved_in"
    ELECTED = "elected"
    TAKEN_OVER = "taken_over"
    DECISION = "decision"
    REORGANISED = "reorganised"


PLACE_NAMES: Mapping[str, str] = {
    PlaceKind.CIVIL: words("Civil servant"),
    PlaceKind.PUBLIC: words("Public employee"),
    PlaceKind.CONTRACT: words("Labour contract"),
    PlaceKind.COMMUNE_OFFICIAL: words("Commune official"),
    PlaceKind.COMMUNE_CIVIL: words("Commune civil servant"),
}
LEVEL_NAMES: Mapping[str, str] = {
    Level.POSTGRADUATE: words("Postgraduate"),
    Level.UNIVERSITY: words("University"),
    Level.COLLEGE: words("College"),
    Level.INTERMEDIATE: words("Intermediate level"),
    Level.ELEMENTARY: words("Elementary level"),
    Level.NONE: words("Not trained"),
}
THEORY_NAMES: Mapping[str, str] = {
    Theory.ADVANCED: words("Advanced political theory"),
    Theory.INTERMEDIATE: words("Intermediate political theory"),
    Theory.ELEMENTARY: words("Elementary political theory"),
    Theory.NONE: words("Not trained"),
}
MANAGEMENT_NAMES: Mapping[str, str] = {
    Management.SENIOR: words("Senior expert level"),
    Management.PRINCIPAL: words("Principal expert level"),
    Management.EXPERT: words("Expert level"),
    Management.CLERK: words("Clerk level"),
    Management.NONE: words("Not trained"),
}
HOW_NAMES: Mapping[str, str] = {
    How.RECRUITED: words("Recruited"),
    How.RECEPTION: words("Received without examination"),
    How.CONTRACT: words("Hired by contract"),
    How.MOVED_IN: words("Moved in from elsewhere"),
    How.ELECTED: words("Elected"),
    How.TAKEN_OVER: words("Taken over from earlier records"),
    How.DECISION: words("By decision"),
    How.REORGANISED: words("Passed on with the unit"),
}
