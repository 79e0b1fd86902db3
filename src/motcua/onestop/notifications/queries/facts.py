"""What is known when an event is told of: the dossier, the office, the people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext

from motcua.blocks.events.api import Event
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.errors import words
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.feedback.api import contact_of
from motcua.onestop.feedback.events import STREAM as FEEDBACK
from motcua.onestop.notifications.rules.audience import told
from motcua.onestop.notifications.rules.dates import said_moment
from motcua.onestop.notifications.rules.facts import spoken_payload

_STREAM = "dossier"
_HOW: Mapping[str, str] = {
    "counter": words("Please collect it at the one-stop desk with this code and your identity card."),
    "post": words("It will be brought to you by the public post."),
    "electronic": words("You can download the signed result on the page of the dossier."),
}
_PAGES = {"feedback": "/phan-anh/theo-doi/{code}/", "appointment": "/lich-hen/", "vault": "/kho/", "party": "/to-chuc/"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event ready to be told: raw facts for conditions, words for places, the people by role.

    `person` is somebody the payload names by `person_id`; `guest` the addresses of a sender of feedback who is no party here.
    """

    event: Event
    facts: Mapping[str, object]
    data: Mapping[str, object]
    applicants: list[int]
    about_text: str
    link: str
    contacts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    person: int | None = None
    guest: Mapping[str, str] = field(default_factory=dict)


def occurrence_of(event: Event) -> Occurrence:
    """Gather what messages about this event may say. At most three queries, and one about a feedback."""
    code = str(event.payload.get("code") or "")
    dossier = _dossier(event, code)
    facts: dict[str, object] = {**event.payload, **(_raw(dossier) if dossier else {})}
    data: dict[str, object] = {**(_known(dossier) if dossier else {}), **spoken_payload(event.payload)}
    if dossier is not None:
        code = dossier.code
        applicants = told(dossier.owner_id, dossier.submitter_id, dossier.messages_to)
        link = f"/ho-so/{code}/"
    else:
        applicants = [event.subject_id] if event.subject_id else []
        link = _PAGES.get(event.stream, "").format(code=code)
    data["code"] = code
    named = event.payload.get("person_id")
    person = named if isinstance(named, int) else None
    people = {*applicants, *(one for one in (event.subject_id, person) if one)}
    return Occurrence(event, facts, data, applicants, code, link, _contacts(people), person, _guest(event))


def _guest(event: Event) -> dict[str, str]:
    """Where a sender without a record here asked to be reached; nothing for those who stay unnamed or came from elsewhere."""
    left = contact_of(event.stream_id) if event.stream == FEEDBACK and not event.subject_id else None
    if left is None or left.party_id:
        return {}
    return {way: address for way, address in (("mail", left.email), ("sms", left.phone)) if address}


def _dossier(event: Event, code: str) -> Dossier | None:
    rows = Dossier.objects.select_related("procedure", "competent", "receiver").defer("answers")
    if event.stream == _STREAM:
        return rows.filter(pk=event.stream_id).first()
    return rows.filter(code=code).first() if code and event.stream in {"payment", "post"} else None


def _raw(dossier: Dossier) -> dict[str, object]:
    return {"channel": int(dossier.channel), "return_wish": dossier.return_wish, "status": dossier.status}


def _known(dossier: Dossier) -> dict[str, object]:
    procedure = dossier.procedure
    return {
        "procedure": {"vi": procedure.name_vi, "en": procedure.name_en or procedure.name_vi},
        "office": _named(dossier.competent),
        "desk": _named(dossier.receiver),
        "owner": dossier.owner_name,
        "due": said_moment(dossier.due_at.astimezone(clock.VIETNAM)) if dossier.due_at else "",
        "how": _both(_HOW.get(dossier.return_wish, _HOW["counter"])),
    }


def _named(unit: Unit) -> dict[str, str]:
    return {"vi": unit.name, "en": unit.name_en or unit.name}


def _both(text: str) -> dict[str, str]:
    found = {}
    for language in ("vi", "en"):
        with translation.override(language):
            found[language] = gettext(text)
    return found


def _contacts(people: set[int]) -> dict[int, dict[str, str]]:
    rows = Party.objects.filter(pk__in=people).values_list("pk", "email", "phone")
    return {pk: {"mail": email, "sms": phone} for pk, email, phone in rows}
