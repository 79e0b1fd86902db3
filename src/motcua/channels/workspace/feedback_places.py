"""Offices and people to choose from when a feedback goes on."""

from django.utils.translation import get_language, gettext

from motcua.channels.ui.api import Choice
from motcua.ground.directory.api import Tenure, Unit, body_of, divisions_of, superior_of, units_offering
from motcua.kernel import clock
from motcua.onestop.feedback.api import Feedback, content_in_force, suggestions_for


def suggested_choices(feedback: Feedback) -> list[Choice]:
    """Where it seems to belong, with the reason; not where it lies."""
    return [
        Choice(str(unit.pk), whole_name(unit), gettext(one.reason))
        for one, unit in suggestions_for(feedback)
        if unit.pk != feedback.unit_id
    ]


def body_choices(feedback: Feedback) -> list[Choice]:
    """The receiving offices of the departments, of the districts, and of the communes of the district it is about."""
    receivers = content_in_force().receivers
    district = superior_of(feedback.place_id) if feedback.place_id else None
    bodies = [*units_offering("province").exclude(kind=Unit.Kind.PROVINCE), *units_offering("district", "district")]
    if district is not None:
        bodies += list(units_offering("commune", "commune").filter(parent=district))
    keys = {"commune": receivers.commune, "district": receivers.district, "province": receivers.department}
    codes = {f"{body.code}/{keys[body.level]}": body for body in bodies}
    found = {unit.code: unit for unit in Unit.objects.on(clock.today()).filter(code__in=list(codes))}
    return [Choice(str(found[code].pk if code in found else body.pk), said(body)) for code, body in codes.items()]


def division_choices(feedback: Feedback) -> list[Choice]:
    """The units of the agency where it lies."""
    body = body_of(feedback.unit_id)
    return [Choice(str(unit.pk), said(unit)) for unit in [*divisions_of(body), body]]


def account_choices(feedback: Feedback) -> list[Choice]:
    """Who holds a post in the agency where it lies."""
    today = clock.today()
    held = Tenure.objects.filter(post__unit__body=body_of(feedback.unit_id), valid_from__lte=today).exclude(valid_to__lt=today)
    people = held.select_related("account", "post__unit").order_by("account__name", "id")
    return [Choice(str(one.account_id), f"{one.account.name}, {one.post.title}") for one in people]


def whole_name(unit: Unit) -> str:
    """A unit with its agency."""
    return said(unit) if unit.body is None or unit.is_body else f"{said(unit)}, {said(unit.body)}"


def said(unit: Unit) -> str:
    """The name of a unit in the reader's language."""
    return unit.name_en if unit.name_en and (get_language() or "vi").startswith("en") else unit.name
