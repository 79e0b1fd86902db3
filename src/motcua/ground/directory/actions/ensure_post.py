"""A post of a unit under its role and title, made when the unit has none like it."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.models import Post
from motcua.ground.directory.queries.units import unit
from motcua.ground.directory.rights import APPOINT
from motcua.ground.directory.rules.roles import ROLES
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words

_DEPUTY = "Phó "


@transaction.atomic
def ensure_post(unit_id: int, role: str, title: str, *, title_en: str = "", actor: Actor) -> Post:
    """The post; a deputy's signs for the head ("KT."; Decree 30/2020/ND-CP, annex I). Raises `Forbidden`, `NotFound`, `InvalidInput`."""
    place = unit(unit_id)
    require(actor, APPOINT, unit_path=place.path)
    if role not in ROLES:
        message = words("There is no such role.")
        raise InvalidInput(message, fields=[FieldError("role", message)])
    title = " ".join(title.split())[:150]
    signs_for = f"KT. {title.removeprefix(_DEPUTY)}" if role == "leader" and title.startswith(_DEPUTY) else ""
    made, _new = Post.objects.get_or_create(unit=place, role=role, title=title, defaults={"title_en": title_en, "signs_for": signs_for})
    return made
