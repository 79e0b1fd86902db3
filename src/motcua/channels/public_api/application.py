"""The API put together: OpenAPI 3.1, strict JSON in, problem details out."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from motcua.channels.public_api.problems import MEDIA_TYPE, handle_problems
from motcua.channels.public_api.routes import drafts, figures, halls, life, procedures, turns, work

ROOT = "/api/v1/"


class StrictParser(Parser):
    """JSON as the standard says: no NaN, no lone surrogates, an object outside."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        try:
            found = orjson.loads(request.body)
        except orjson.JSONDecodeError as error:
            raise HttpError(400, "the body is not JSON") from error
        if not isinstance(found, dict):
            raise HttpError(400, "the body is not a JSON object")
        return found


class Renderer(BaseRenderer):
    """JSON in UTF-8, letters as they are."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str)


class Api(NinjaAPI):
    """Describes errors under the media type they are sent with."""

    def get_root_path(self, path_params: Any) -> str:
        """Where the addresses of the description begin."""
        return ROOT

    def get_openapi_schema(self, **options: Any) -> Any:
        """OpenAPI 3.1; the errors are problem details."""
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for found in methods.values():
                for status, answer in found["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return schema


def build() -> NinjaAPI:
    """The API with every operation."""
    api = Api(
        title="Một Cửa",
        version="1",
        description="The life of a dossier for machines. Each operation names the capability it needs as `x-capability`; "
        "a token's scopes are such names. Lists are read page by page with `after`.",
        docs_url=None,
        urls_namespace="public_api",
        parser=StrictParser(),
        renderer=Renderer(),
    )
    for router in (procedures.router, drafts.router, life.router, turns.router, halls.router, work.router, figures.router):
        api.add_router("", router)
    handle_problems(api)
    return api


def as_problem(response: HttpResponse) -> bool:
    """Whether a reply of the framework itself has to become a problem detail."""
    return response.status_code == 405 and response.headers.get("Content-Type") != MEDIA_TYPE
