"""The offline desk: the page that works without network, what it fetches while there is one, and the list of devices."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import actor_of, guarded, say, say_refusal
from motcua.channels.ui.areas import Areas
from motcua.channels.workspace.offline_forms import form_to_take_along
from motcua.channels.workspace.page import done, refuse_to, show
from motcua.channels.workspace.units import desks_of
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput, Refusal, words
from motcua.onestop.desk.api import (
    MOST_A_DAY,
    MOST_DAYS,
    PROBLEM_WORDS,
    Device,
    OfflineEntry,
    Photograph,
    Problem,
    SentEntry,
    decide_offline,
    held_entries,
    keep_photograph,
    note_device,
    offline_blocks,
    packed,
    reserve_numbers,
    return_block,
    take_in_offline,
    void_block,
)

MOST_AT_ONCE = 20


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Wish(_Read):
    desk: int
    device_name: str = Field(max_length=200)
    per_day: int
    days: int


class _Who(_Read):
    uid: UUID
    device_key: str = Field(max_length=100)
    waiting: int = Field(default=0, ge=0, le=100_000)
    device_now: AwareDatetime | None = None

    @property
    def device(self) -> Device:
        off = self.device_now - clock.now() if self.device_now else timedelta(0)
        return Device(self.uid, self.device_key, off)


class _Entry(_Read):
    key: UUID
    code: str = Field(max_length=40)
    sequence: int = Field(ge=1, le=100_000)
    at: AwareDatetime
    sheet: dict[str, object]
    again: bool = False


class _Batch(_Who):
    entries: list[_Entry] = Field(max_length=MOST_AT_ONCE)


@guarded("desk.offline")
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The page itself; the browser keeps it and shows it when there is no network."""
    context = {"desks": desks_of(actor_of(request), "desk.offline"), "most_days": MOST_DAYS, "most_a_day": MOST_A_DAY}
    return show(request, "workspace/offline.html", context, section="work_offline")


@guarded("desk.offline")
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, here so that it rules over the pages of the offline desk only."""
    return render(request, "workspace/offline_worker.js", content_type="text/javascript")


@guarded("desk.offline")
@require_GET
def line(request: HttpRequest) -> JsonResponse:
    """Whether there is a line and a login, what time it is, and the token for what is sent."""
    return JsonResponse({"now": _milliseconds(clock.now()), "csrf": get_token(request), "most": MOST_AT_ONCE})


@guarded("desk.offline")
@require_POST
def prepare(request: HttpRequest) -> JsonResponse:
    """Reserve the numbers and hand out everything the device needs."""
    try:
        wish = _Wish.model_validate_json(request.body)
        actor = actor_of(request)
        made = reserve_numbers(wish.desk, device_name=wish.device_name, per_day=wish.per_day, days=wish.days, actor=actor)
    except (ValidationError, Refusal) as error:
        return _refused(error)
    pack = packed(made.block, made.numbers)
    language = get_language() or "vi"
    for one in pack["procedures"]:
        one["form"] = form_to_take_along(one["version"], language)
    keys = {"device_key": made.device_key, "data_key": made.block.data_key, "now": _milliseconds(clock.now())}
    return _json({**pack, **keys, "areas": Areas().names, "desk": made.block.desk.formal_name})


@guarded("desk.offline")
@require_POST
def key(request: HttpRequest) -> JsonResponse:
    """The key of the device's store again, for an officer who is logged in and forgot the pass phrase."""
    try:
        who = _Who.model_validate_json(request.body)
        block = note_device(who.device, waiting=who.waiting, actor=actor_of(request))
    except (ValidationError, Refusal) as error:
        return _refused(error)
    return JsonResponse({"data_key": block.data_key})


@guarded("desk.offline")
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Take over a batch, each entry for itself; what is refused is told beside what is taken."""
    try:
        batch = _Batch.model_validate_json(request.body)
        actor, device, areas = actor_of(request), batch.device, Areas()
        note_device(device, waiting=batch.waiting, actor=actor)
    except (ValidationError, Refusal) as error:
        return _refused(error)
    told = []
    for one in batch.entries:
        sent = SentEntry(one.key, one.code, one.sequence, one.at.astimezone(VIETNAM), one.sheet)
        try:
            entry = take_in_offline(sent, device=device, find_area=areas.find, again=one.again, actor=actor)
        except Refusal as refused:
            told.append({"key": str(one.key), "state": "refused", "reasons": [_sentence(refused)]})
        else:
            told.append(_told(entry))
    return JsonResponse({"entries": told, "clock_off": int(device.clock_off.total_seconds())})


@guarded("desk.offline")
@require_POST
def photograph(request: HttpRequest) -> JsonResponse:
    """Take over one photograph; the same one sent again is kept once."""
    upload = request.FILES.get("file")
    try:
        who = _Who(uid=UUID(request.POST.get("uid", "")), device_key=request.POST.get("device_key", ""))
        uid, entry = UUID(request.POST.get("photo", "")), UUID(request.POST.get("entry", ""))
        if upload is None:
            raise InvalidInput(words("The photograph is missing."))
        sent = Photograph(uid, entry, request.POST.get("component", ""), upload.name or "photo.jpg", cast(BinaryIO, upload.file))
        kept = keep_photograph(sent, device=who.device, actor=actor_of(request))
    except (ValidationError, ValueError, Refusal) as error:
        return _refused(error)
    return JsonResponse({"photo": str(kept.uid), "attached": kept.attached})


@guarded("desk.offline")
@require_POST
def give_back(request: HttpRequest) -> JsonResponse:
    """The device gives its unused numbers back."""
    try:
        who = _Who.model_validate_json(request.body)
        voided = return_block(who.device, waiting=who.waiting, actor=actor_of(request))
    except (ValidationError, Refusal) as error:
        return _refused(error)
    return JsonResponse({"voided": voided})


@guarded("desk.read_offline")
@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """Every device, what became of its numbers, and what waits for a decision."""
    actor = actor_of(request)
    if request.method == "POST":
        return _decide(request)
    held = [(entry, [_reason(one) for one in entry.reasons]) for entry in held_entries(actor)[:200]]
    rows = offline_blocks(actor)
    context = {"rows": rows, "held": held, "decides": may(actor, "desk.decide_offline"), "today": clock.today()}
    return show(request, "workspace/offline_devices.html", context, section="work_offline_devices")


def _decide(request: HttpRequest) -> HttpResponse:
    actor, back = actor_of(request), reverse("work_offline_devices")
    reason, choice = request.POST.get("reason", ""), request.POST.get("choice", "")
    chosen = request.POST.get("id", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else 0
    try:
        if choice == "void":
            voided = void_block(number, reason=reason, actor=actor)
            return done(request, _("%(count)s numbers were voided.") % {"count": voided}, back)
        entry = decide_offline(number, choice, reason=reason, find_area=Areas().find, actor=actor)
    except Refusal as refused:
        return refuse_to(request, refused, back)
    said = {OfflineEntry.State.TAKEN: _("Taken in."), OfflineEntry.State.REJECTED: _("Rejected; tell the citizen.")}
    return done(request, said.get(OfflineEntry.State(entry.state), _("It still cannot be taken in; the reason stands beside it.")), back)


def _told(entry: OfflineEntry) -> dict[str, Any]:
    code = entry.dossier.code if entry.dossier else entry.number.code
    due = entry.dossier.due_at if entry.dossier else None
    told = {"key": str(entry.key), "state": entry.state, "code": code, "due": due and due.isoformat()}
    return {**told, "reasons": [_reason(one) for one in entry.reasons], "decision": entry.decision}


def _reason(one: Mapping[str, Any]) -> str:
    return say(one["message"], one["params"])


def _sentence(refused: Refusal) -> str:
    said = say_refusal(refused)
    return " ".join(part for part in (said.message, *said.fields.values(), said.way_out) if part)


def _refused(error: Exception) -> JsonResponse:
    told = _sentence(error) if isinstance(error, Refusal) else say(PROBLEM_WORDS[Problem.NOT_READABLE], {})
    return JsonResponse({"refused": told}, status=403 if getattr(error, "code", "") == "forbidden" else 422)


def _json(content: Mapping[str, Any]) -> JsonResponse:
    answer = JsonResponse({})
    answer.content = orjson.dumps(content)
    return answer


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
