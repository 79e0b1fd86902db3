"""Questions about a component of the reform index, in the words of its kind."""

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.channels.ui.api import Field
from motcua.insight.indexes.api import Given, ReformComponent, ReformMark


def number_label(component: ReformComponent) -> str:
    """What the number is."""
    return {
        "boolean": _("Done (1) or not (0)"),
        "threshold": _("Share reached, in per cent"),
        "proportional": _("Share reached, in per cent"),
        "timeliness": _("Days late (0: in time)"),
        "survey": _("Mean of the answers"),
        "external_index": _("Value of the index"),
        "penalty": _("How many times"),
    }[component.kind]


def fields_for(component: ReformComponent, mark: ReformMark, stage: str) -> list[Field]:
    """The questions of a stage, filled with what holds so far."""
    own, note = {
        "self": (mark.self_value, mark.self_note),
        "appraisal": (mark.lead_value if mark.lead_value is not None else mark.self_value, mark.lead_note),
        "council": (mark.council_value if mark.council_value is not None else mark.lead_value or mark.self_value, mark.council_note),
    }[stage]
    typed = stage != "self" or not component.from_records
    fields = []
    if typed:
        fields.append(Field("value", number_label(component), value=written(own), width="s", inputmode="decimal", required=False))
    if stage == "self" and component.optional and not component.from_records:
        ticked = "" if mark.applicable else "yes"
        fields.append(Field("not_applicable", _("This component does not apply to our unit"), "checkbox", value=ticked, required=False))
    label = {"self": _("Explanation, or what proves it"), "appraisal": _("Reasons"), "council": _("Reasons")}[stage]
    fields.append(Field("note", label, "textarea", value=note, required=False))
    if stage == "self":
        hint = _("PDF or photograph; its hash is kept with the sheet")
        fields.append(Field("evidence", _("Evidence"), "file", hint=hint, required=False, accept=".pdf,.jpg,.jpeg,.png"))
    return fields


def given_in(request: HttpRequest) -> Given:
    """What was posted; a number that cannot be read is none."""
    try:
        value: Decimal | None = Decimal(request.POST.get("value", "").strip().replace(",", "."))
    except InvalidOperation:
        value = None
    return Given(value, request.POST.get("note", ""), request.POST.get("not_applicable") != "yes")


def written(value: Decimal | None) -> str:
    """A number with a comma; nothing for none."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
