"""How an operation is declared: its method and path, the capability it needs, and what it answers."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.http import HttpRequest
from ninja import Router

from motcua.blocks.permissions.api import may, require
from motcua.channels.public_api.shapes import Problem
from motcua.channels.public_api.tokens import BearerToken, caller
from motcua.kernel.actor import Actor

Operation = TypeVar("Operation", bound=Callable[..., Any])
Method = Literal["GET", "POST", "PATCH", "DELETE"]
_PROBLEMS = (400, 401, 403, 404, 409, 413, 422, 503)


def operation(
    router: Router,
    method: Method,
    path: str,
    *,
    any_of: tuple[str, ...] = (),
    answers: Any = None,
    status: int = 200,
    media_type: str = "",
    token: bool = False,
) -> Callable[[Operation], Operation]:
    """Declare an operation. `any_of` names capabilities of which one is needed (none: open to everybody, or with
    `token` to everybody who has one).

    OpenAPI shows them as `x-capability`; the action behind asks again, for the very row. `media_type` is that of a file.
    """
    extra: dict[str, Any] = {"x-capability": list(any_of)}
    if method == "POST":
        extra["parameters"] = [_IDEMPOTENCY]
    if media_type:
        content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
        extra["responses"] = {status: {"description": "The file.", "content": content}}
    problems = dict.fromkeys(_PROBLEMS if any_of or token else (400, 404, 422, 503), Problem)

    def declare(function: Operation) -> Operation:
        found: Operation = router.api_operation(
            [method],
            path,
            auth=BearerToken() if any_of or token else None,
            response={status: answers, **problems},
            operation_id=function.__name__,
            summary=(function.__doc__ or "").partition("\n")[0],
            openapi_extra=extra,
            by_alias=True,
        )(function)
        return found

    return declare


def acting(request: HttpRequest, *any_of: str) -> Actor:
    """The caller, who must hold one of the capabilities somewhere; raises Forbidden naming the first."""
    actor = caller(request)
    if not any(may(actor, name) for name in any_of):
        require(actor, any_of[0])
    return actor


_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes it safe to send the request again within 24 hours.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
