"""Check located values against a pydantic model; every mistake gets its file and line."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from motcua.blocks.packs.rules.located import Located, PackError, PackRefused, Step

Model = TypeVar("Model", bound=BaseModel)


def parse_as(model: type[Model], located: Located) -> Model:
    """Read located values as a model; raises `PackRefused` naming every mistake with file and line."""
    try:
        return model.model_validate(located.value)
    except ValidationError as error:
        raise PackRefused([_error(located, list(one["loc"]), one["msg"]) for one in error.errors()]) from None


def _error(located: Located, loc: list[Step], message: str) -> PackError:
    name = ".".join(str(step) for step in loc) or "file"
    return located.error(f"{name}: {message.removeprefix('Value error, ')}", *loc)
