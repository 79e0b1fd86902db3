"""The questions asked before something is done with a feedback."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.channels.ui.api import Choice, Field
from motcua.channels.workspace.feedback_places import account_choices, body_choices, division_choices, suggested_choices
from motcua.channels.workspace.feedback_words import URGENCY_WORDS
from motcua.onestop.feedback.api import Classification, FeedbackSheet, content_in_force

Given = Mapping[str, str]
Wrong = Mapping[str, str]


def one_text(name: str, label: str) -> Callable[[FeedbackSheet, Given, Wrong], Sequence[Field]]:
    """One question for a text."""

    def fields(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
        return [Field(name, _(label), "textarea", given.get(name, ""), error=wrong.get(name, ""))]

    return fields


def number(text: str) -> int:
    """A number typed or chosen; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def forwarding(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """Where to, and why."""
    suggested = suggested_choices(sheet.feedback)
    first = suggested[0].value if suggested else ""
    return [
        Field(
            "unit",
            _("Forward to"),
            "radios",
            given.get("unit", first),
            choices=[*suggested, Choice("other", _("Another office"))],
            error=wrong.get("unit", ""),
        ),
        Field("other", _("Another office"), "select", given.get("other", ""), choices=body_choices(sheet.feedback), required=False),
        Field("reason", _("Why it belongs there"), "textarea", given.get("reason", ""), error=wrong.get("reason", "")),
    ]


def outside(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """Which agency, and why."""
    return [
        Field(
            "agency",
            _("Agency"),
            value=given.get("agency", ""),
            error=wrong.get("agency", ""),
            hint=_("A ministry, or the Government Office."),
        ),
        Field("reason", _("Why it belongs there"), "textarea", given.get("reason", ""), error=wrong.get("reason", "")),
    ]


def assigning(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """Which division, and who."""
    units = division_choices(sheet.feedback)
    return [
        Field("unit", _("Division"), "select", given.get("unit", ""), choices=units, error=wrong.get("unit", "")),
        Field(
            "account", _("Person"), "select", given.get("account", ""), choices=account_choices(sheet.feedback), required=False,
            error=wrong.get("account", ""), hint=_("Leave empty to let the division decide."),
        ),
    ]  # fmt: skip


def refusing(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """On which ground."""
    language = get_language() or "vi"
    grounds = [Choice(one.key, one.name.in_language(language), one.text.in_language(language)) for one in content_in_force().guidance]
    return [
        Field("ground", _("Why it is not taken here"), "radios", given.get("ground", ""), choices=grounds, error=wrong.get("ground", "")),
        Field("text", _("A word of your own"), "textarea", given.get("text", ""), required=False),
    ]


def merging(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """Into which earlier one."""
    alike = [Choice(one.code, f"{one.code} · {one.title}", f"{score:.0%}") for one, score in sheet.alike]
    kind = "radios" if alike else "text"
    return [Field("into", _("The earlier feedback"), kind, given.get("into", ""), choices=alike, error=wrong.get("into", ""), width="l")]  # type: ignore[arg-type] # one of two kinds


def drafting(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """The answer."""
    current = [one for one in sheet.answers if one.approved_at is None]
    text = given.get("text", current[-1].text if current else "")
    hint = _("Write to the sender: what was found, what was done, by when the rest is done.")
    return [Field("text", _("Answer"), "textarea", text, hint=hint, error=wrong.get("text", ""))]


def classifying(sheet: FeedbackSheet, given: Given, wrong: Wrong) -> Sequence[Field]:
    """The axes of classification."""
    content, language, one = content_in_force(), get_language() or "vi", sheet.feedback
    kinds = [Choice(kind.key, kind.name.in_language(language)) for kind in content.kinds]
    topics = [Choice(topic.key, topic.name.in_language(language)) for topic in content.fields]
    urgencies = [Choice(key, _(text)) for key, text in URGENCY_WORDS.items()]
    accused = given.get("accused", one.accused.code if one.accused else "")
    hint = _(
        "Only for behaviour of officials: the code of their agency, as 14767 or so_tu_phap. It will not decide and not see the sender."
    )
    publics = [Choice("yes", _("May be published")), Choice("no", _("Not to be published"))]
    public = given.get("public", "yes" if one.wants_public else "no")
    return [
        Field("kind", _("About"), "radios", given.get("kind", one.kind), choices=kinds, error=wrong.get("kind", "")),
        Field("topic", _("Field"), "select", given.get("topic", one.topic), choices=topics, error=wrong.get("topic", "")),
        Field("urgency", _("Urgency"), "radios", given.get("urgency", one.urgency), choices=urgencies, error=wrong.get("urgency", "")),
        Field(
            "accused",
            _("Agency whose officials are meant"),
            value=accused,
            required=False,
            hint=hint,
            error=wrong.get("accused", ""),
            width="m",
        ),
        Field("public", _("Publication"), "radios", public, choices=publics),
    ]


def classification(given: Given) -> Classification:
    """What was chosen."""
    return Classification(
        given.get("kind", ""),
        given.get("topic", ""),
        given.get("urgency", ""),
        given.get("accused", "").strip(),
        given.get("public") == "yes",
    )


def target(given: Given) -> int:
    """The unit chosen, suggested or other."""
    return number(given.get("other", "") if given.get("unit") == "other" else given.get("unit", ""))
