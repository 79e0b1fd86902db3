"""Where a feedback belongs: by the dossier it names, by whose behaviour it is about, by field and place. A rule of content and facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.errors import words
from motcua.kernel.text import fold
from motcua.onestop.feedback.rules.content import FeedbackContent, Guidance

BY_DOSSIER = words("the dossier it names is decided there")
BY_CONDUCT = words("the body above the one whose officials it is about")
BY_PLACE = words("the body of the place for this field")
BY_FIELD = words("the department of the province for this field")
BY_OFFICE = words("the procedure control office classifies it by hand")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a feedback when it comes: codes of bodies; empty when unknown.

    `superior` names the body above each body that is mentioned; a body without one stands alone.
    """

    kind: str
    topic: str = ""
    commune: str = ""
    district: str = ""
    dossier_body: str = ""
    accused: str = ""
    superior: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body, the key of its receiving division, the division that would work on it, and why."""

    body: str
    receiver: str
    division: str
    reason: str


def suggest(facts: Facts, content: FeedbackContent) -> list[Suggestion]:
    """Bodies that could receive it, the best first, none twice; the provincial office closes the list."""
    found: list[Suggestion] = []
    accused = facts.accused or (facts.dossier_body if facts.kind == "conduct" else "")
    if facts.kind == "conduct" and accused:
        above = (facts.superior or {}).get(accused, "") or content.receivers.conduct_of_province
        found.append(_to(above, "", BY_CONDUCT, content, facts))
    elif facts.dossier_body:
        found.append(_to(facts.dossier_body, "", BY_DOSSIER, content, facts))
    topic = content.topic(facts.topic)
    if topic is not None and (facts.kind != "conduct" or accused):  # whose officials are meant has to be known first
        local = {"commune": facts.commune, "district": facts.district, "none": ""}[topic.local]
        level = "commune" if topic.local == "commune" else "district"
        if local:
            found.append(_to(local, topic.divisions.get(level, ""), BY_PLACE, content, facts))
        found.append(_to(topic.department, topic.divisions.get("department", ""), BY_FIELD, content, facts))
    office, _, division = content.receivers.province.partition("/")
    found.append(Suggestion(office, division, "", BY_OFFICE))
    return [one for place, one in enumerate(found) if one.body != accused and one.body not in {earlier.body for earlier in found[:place]}]


def _to(body: str, division: str, reason: str, content: FeedbackContent, facts: Facts) -> Suggestion:
    receivers = content.receivers
    if body == facts.commune:
        return Suggestion(body, receivers.commune, division, reason)
    if body.isdigit() and len(body) == _LENGTH_OF_A_COMMUNE:
        return Suggestion(body, receivers.commune, division, reason)
    return Suggestion(body, receivers.district if body.isdigit() else receivers.department, division, reason)


_LENGTH_OF_A_COMMUNE = 5


def looks_elsewhere(text: str, content: FeedbackContent) -> Guidance | None:
    """The ground on which it may not belong here at all (a complaint, a denunciation, …), by the words it uses; a hint for officers."""
    folded = f" {fold(text)} "
    return next((ground for ground in content.guidance if any(f" {fold(sign)} " in folded for sign in ground.signs)), None)
