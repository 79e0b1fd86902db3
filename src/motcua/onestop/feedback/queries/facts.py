"""The facts by which a feedback is routed, gathered from what it names."""

from motcua.ground.directory.api import Unit, superior_of, unit_by_code
from motcua.kernel.errors import NotFound
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.rules.routing import Facts, Suggestion, suggest


def facts_of(feedback: Feedback) -> Facts:
    """What is known of it: place, district, the body of the dossier, the accused body and the bodies above."""
    place = feedback.place
    commune, district = "", ""
    if place is not None:
        commune = place.code if place.level == "commune" else ""
        district = place.code if place.level == "district" else _code(superior_of(place))
    dossier_body = feedback.dossier.competent.code if feedback.dossier else ""
    accused = feedback.accused.code if feedback.accused else ""
    named = accused or dossier_body
    return Facts(
        kind=feedback.kind,
        topic=feedback.topic,
        commune=commune,
        district=district,
        dossier_body=dossier_body,
        accused=accused,
        superior={named: _above(named)} if named else None,
    )


def suggestions_for(feedback: Feedback) -> list[tuple[Suggestion, Unit]]:
    """Where it could go, the best first, with the unit that would receive it; what does not exist is left out."""
    found = []
    for one in suggest(facts_of(feedback), content_in_force()):
        unit = receiving_unit(one.body, one.receiver)
        if unit is not None:
            found.append((one, unit))
    return found


def receiving_unit(body: str, division: str) -> Unit | None:
    """The receiving division of a body, or the body itself when it has no such division."""
    for code in (f"{body}/{division}" if division else body, body):
        try:
            return unit_by_code(code)
        except NotFound:
            continue
    return None


def _above(code: str) -> str:
    """The body above, unless that is the province itself, which has no desk of its own."""
    above = superior_of(unit_by_code(code).pk)
    return above.code if above is not None and above.kind != Unit.Kind.PROVINCE else ""


def _code(unit: Unit | None) -> str:
    return unit.code if unit else ""
