"""The rules of the civil service that hold now."""

from functools import lru_cache

from motcua.kernel.errors import NotFound, words
from motcua.office.personnel.models import RulesVersion
from motcua.office.personnel.rules.content import PersonnelRules


def rules_in_force() -> PersonnelRules:
    """The newest loaded version. One query; `NotFound` before any was loaded."""
    newest = RulesVersion.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None:
        raise NotFound(words("The rules of the civil service are not loaded."), way_out=words("Load them with `motcua load`."))
    return _parsed(newest)


@lru_cache(maxsize=4)
def _parsed(version_id: int) -> PersonnelRules:
    return PersonnelRules.model_validate(RulesVersion.objects.get(pk=version_id).content)
