"""Every operation of the API tried by everybody with every kind of token: generated from the OpenAPI document itself.

The truth is worked out here, from who a person is; the operations and actions must come to the same answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from motcua.blocks.accounts.api import Account, ApiToken, issue_token, revoke_token
from motcua.blocks.events.api import Event
from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import declared
from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Tenure
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import Dossier, Draft, Paper, Slip
from tests.office import Office
from tests.security.api_operations import Operation, Things, operations, things
from tests.security.world import SEES_THE_DOSSIER

ABOVE_THE_WARD = {"dienbien.chutich", "kiemsoat.tinh", "caicach.tinh"}
TASK_OF = {"dienbien.tuphap"}
DESK = {"dienbien.motcua"}
AT_INTAKE_ONLY = {"stop": DESK}
DENIED = {403, 404}
CHAIR = {"dienbien.chutich"}
NOT_YET = {"dossier_result": 404, "hand_over": 409, "note_external_status": 409}
TOKENLESS_PEOPLE = ("owner", "dienbien.motcua", "kiemsoat.tinh")


@pytest.fixture
def things_of_test(office: Office) -> Things:
    return things(office)


def secret_of(actor: Actor, *scopes: str) -> str:
    """A token of this person with these scopes, or with all."""
    if actor.account_id is None:
        return ""
    wanted = scopes or sorted(declared())
    return issue_token(actor=SYSTEM, account_id=actor.account_id, name="test", scopes=wanted, lasts=timedelta(days=1)).secret


def holds(actor: Actor, operation: Operation) -> bool:
    """Whether the person has one of the rights the description names."""
    named = [declared()[name] for name in operation.capabilities]
    return any(actor.kind in one.kinds or actor.roles & one.roles for one in named)


def is_let_in(operation: Operation, name: str, actor: Actor) -> bool:
    """Whether this person may do this to these very things, from who the person is."""
    if not operation.needs_token:
        return True
    if actor.kind == "anonymous":
        return False
    if operation.capabilities and not holds(actor, operation):
        return False
    if operation.of_draft:
        return name == "owner"
    if operation.path.startswith("/appointments/"):
        return name == "owner"
    if operation.of_dossier:
        return name in SEES_THE_DOSSIER - AT_INTAKE_ONLY.get(operation.name, set())
    narrower = {
        "decide_second_wish": CHAIR,
        "finish_task": TASK_OF,
        "take_dossier_in": DESK,
        "indicators": ABOVE_THE_WARD,
        "indicator_records": ABOVE_THE_WARD,
    }
    return name in narrower.get(operation.name, {name})


def state() -> tuple[object, ...]:
    """Everything that someone who is kept out must leave as it was, the log of readings included."""
    tables = [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Draft, Paper, Slip, StoredFile, Party)]
    dossiers = list(Dossier.objects.order_by("pk").values_list("pk", "status", "due_at"))
    tasks = list(Task.objects.order_by("pk").values_list("pk", "completed_at"))
    return Event.objects.count(), dossiers, tasks, list(Draft.objects.values_list("answers")), *tables


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back, so that everybody finds the same things."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_problem(reply: Any) -> bool:
    """Whether an error is told as RFC 9457 asks, in words, and names what is wrong when the input is."""
    if reply.headers["Content-Type"] != "application/problem+json":
        return False
    told = reply.json()
    whole = told["status"] == reply.status_code and all(isinstance(told[key], str) and told[key] for key in ("type", "title", "detail"))
    named = all(error["field"] and error["message"] for error in told.get("errors", []))
    return whole and named and (told["code"] not in {"invalid_request", "invalid_input"} or bool(told.get("errors")))


def fault(found: Things, operation: Operation, secret: str, *, allowed: bool, denied: frozenset[int] | set[int]) -> str:
    """What is wrong with the answer to one person; empty when nothing is."""
    with undone():
        before = state()
        reply = found.call(operation, secret)
        changed = state() != before
    what = f"{operation.method} {operation.path}: {reply.status_code}"
    if reply.status_code >= 500:
        return f"{what}, a fault"
    if reply.status_code >= 400 and not is_problem(reply):
        return f"{what}, not a problem detail: {reply.content[:200]!r}"
    if not allowed:
        if reply.status_code not in denied:
            return f"{what}, let in"
        return f"{what}, kept out but something changed" if changed else ""
    expected = NOT_YET.get(operation.name)
    if reply.status_code >= 300 and reply.status_code != expected:
        return f"{what}, kept out: {reply.content[:300]!r}"
    return ""


def findings(found: Things, only: str = "") -> list[str]:
    """Everything that is open to the wrong person, closed to the right one, or breaks."""
    faults = []
    for name, actor in found.world.actors.items():
        secret = secret_of(actor)
        for operation in operations():
            if only in {"", operation.name}:
                denied = DENIED if secret else {401}
                said = fault(found, operation, secret, allowed=is_let_in(operation, name, actor), denied=denied)
                faults += [f"{name}: {said}"] if said else []
    return faults


def test_every_operation_answers_only_those_who_may(things_of_test: Things) -> None:
    assert findings(things_of_test) == []


def test_each_operation_is_open_to_somebody_in_the_matrix(things_of_test: Things) -> None:
    people = things_of_test.world.actors.items()
    closed = [one.name for one in operations() if not any(is_let_in(one, name, actor) for name, actor in people)]
    assert closed == []


def test_the_matrix_finds_a_planted_hole(things_of_test: Things) -> None:
    with override_settings(ROOT_URLCONF="tests.security.planted_api"):
        faults = findings(things_of_test, only="dossier")
    assert any(one.startswith("stranger") and "let in" in one for one in faults)
    assert any(one.startswith("anonymous") and "let in" in one for one in faults)


def dead_tokens(actor: Actor) -> dict[str, str]:
    """Tokens that open nothing any more, by what became of them."""
    now = clock.real_now()
    expired, revoked = secret_of(actor), secret_of(actor)
    first, second = ApiToken.objects.order_by("-pk")[1], ApiToken.objects.order_by("-pk")[0]
    ApiToken.objects.filter(pk=first.pk).update(created_at=now - timedelta(days=2), expires_at=now - timedelta(seconds=1))
    revoke_token(actor=SYSTEM, token_id=second.pk)
    changed = revoked[:-1] + ("a" if revoked[-1] != "a" else "b")
    return {"none": "", "expired": expired, "revoked": revoked, "changed by a letter": changed, "nonsense": "mc_xx"}


@pytest.mark.parametrize("name", TOKENLESS_PEOPLE)
def test_a_dead_token_opens_nothing(things_of_test: Things, name: str) -> None:
    faults = []
    for kind, secret in dead_tokens(things_of_test.world.actors[name]).items():
        for operation in operations():
            if operation.needs_token:
                said = fault(things_of_test, operation, secret, allowed=False, denied={401})
                faults += [f"{kind}: {said}"] if said else []
    assert faults == []


@pytest.mark.parametrize("name", TOKENLESS_PEOPLE)
def test_a_token_without_the_fitting_scope_opens_nothing(things_of_test: Things, name: str) -> None:
    actor, faults = things_of_test.world.actors[name], []
    for operation in operations():
        if operation.capabilities:
            others = [scope for scope in sorted(declared()) if scope not in operation.capabilities]
            said = fault(things_of_test, operation, secret_of(actor, *others), allowed=False, denied=DENIED)
            faults += [said] if said else []
    assert faults == []


def test_the_token_of_a_closed_account_opens_nothing(things_of_test: Things) -> None:
    actor = things_of_test.world.actors["dienbien.motcua"]
    secret = secret_of(actor)
    Account.objects.filter(pk=actor.account_id).update(is_active=False)
    said = [fault(things_of_test, one, secret, allowed=False, denied={401}) for one in operations() if one.needs_token]
    assert [one for one in said if one] == []


def test_who_left_the_post_yesterday_can_do_nothing_with_it_today(things_of_test: Things) -> None:
    faults = []
    for name in ("dienbien.motcua", "dienbien.tuphap", "dienbien.chutich"):
        actor = things_of_test.world.actors[name]
        secret = secret_of(actor)
        Tenure.objects.filter(account_id=actor.account_id).update(valid_to=clock.today() - timedelta(days=1))
        named = [one for one in operations() if one.capabilities]
        faults += [said for one in named if (said := fault(things_of_test, one, secret, allowed=False, denied=DENIED))]
    assert faults == []


def test_every_wrong_field_of_a_body_is_named(things_of_test: Things) -> None:
    allowed = {name: secret_of(actor) for name, actor in things_of_test.world.actors.items()}
    faults, tried = [], 0
    for operation in operations():
        secret = next(allowed[name] for name, actor in things_of_test.world.actors.items() if is_let_in(operation, name, actor))
        body = things_of_test.body(operation)
        for field in operation.fields if body is not None and not operation.sends_file else ():
            with undone():
                before = state()
                reply = things_of_test.call(operation, secret, {**body, field: {"": [None]}} if body is not None else None)
                untouched = state() == before
            named = [error["field"] for error in reply.json().get("errors", [])]
            tried += 1
            if field == "values" or field == "answers":
                continue  # free answers: an unknown name is kept out by the form, not by the shape
            if reply.status_code != 422 or not is_problem(reply) or not untouched or not any(one.startswith(field) for one in named):
                faults.append(f"{operation.name}.{field}: {reply.status_code} {reply.content[:200]!r}")
    assert faults == []
    assert tried > 20


def test_every_wrong_parameter_of_an_address_is_named(things_of_test: Things) -> None:
    allowed = {name: secret_of(actor) for name, actor in things_of_test.world.actors.items()}
    wrong = {"unit_id": "x", "first": "2022-13-01", "last": "x", "procedure": "x", "part": "?", "after": "?", "late": "x", "status": "x"}
    wrong |= {"day": "31/11/2022", "purpose": "%20", "text": "x" * 301, "level": "x" * 301, "field": "x" * 301}
    faults = []
    for operation in operations():
        officials_last = [allowed[name] for name, actor in things_of_test.world.actors.items() if is_let_in(operation, name, actor)]
        secret = officials_last[-1]
        for name in operation.queries:
            address = things_of_test.address(operation).partition("?")[0]
            others = f"unit_id={things_of_test.office.unit('14767').pk}&" if "unit_id" in operation.queries and name != "unit_id" else ""
            reply = things_of_test.get(f"{address}?{others}{name}={wrong[name]}", secret)
            if reply.status_code != 422 or not is_problem(reply) or reply.json()["errors"][0]["field"] != name:
                faults.append(f"{operation.name}?{name}: {reply.status_code} {reply.content[:200]!r}")
    assert faults == []
