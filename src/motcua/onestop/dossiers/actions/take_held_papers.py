"""What the province holds already is attached instead of being demanded, and not asked for again."""

from collections.abc import Collection, Mapping, Sequence

from motcua.kernel import clock
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import Component, content_of
from motcua.onestop.dossiers.actions.mandates import vault_of
from motcua.onestop.dossiers.models import Dossier, Draft, Paper
from motcua.onestop.dossiers.ports import HeldPaper, held_papers
from motcua.onestop.dossiers.rules.reuse import digitised_by


def held_for(
    owner_id: int, components: Sequence[Component], *, procedure_code: str, but_not_from: int | None = None
) -> Mapping[str, HeldPaper]:
    """What is held of these components, by key; nothing in a house without vaults."""
    held = held_papers()
    return held.best(owner_id, components, procedure_code=procedure_code, but_not_from=but_not_from) if held and components else {}


def attach_held(draft: Draft, components: Sequence[Component], missing: Collection[str], *, procedure_code: str) -> list[str]:
    """Attach what is held of the missing papers to the draft, inside the action that submits it; returns their keys."""
    wanted = [part for part in components if part.key in missing]
    held = held_for(vault_of(draft), wanted, procedure_code=procedure_code) if vault_of(draft) else {}
    now = clock.now()
    Paper.objects.bulk_create(
        [
            Paper(
                draft=draft,
                component_key=key,
                file=paper.file,
                name=paper.name[:255],
                added_at=now,
                origin=paper.origin,
                reference=paper.reference,
                digitised=digitised_by(paper.origin),
            )
            for key, paper in held.items()
        ]
    )
    return list(held)


def refuse_if_held(dossier: Dossier, asked: Mapping[str, str]) -> None:
    """Refuse to ask for papers that are held valid, unless the reason is given why the held copy cannot be used.

    `asked` gives that reason by component key. Errors: `InvalidInput` naming each such paper.
    """
    content = content_of(dossier.version_id)
    components = [part for part in content.case(dossier.case_key).components if part.key in asked]
    held = held_for(dossier.owner_id, components, procedure_code=content.code, but_not_from=dossier.pk)
    message = words("“%(paper)s” is in the vault of the owner and holds: do not ask for it, or say why that copy cannot be used.")
    bare = [part for part in components if part.key in held and not asked[part.key].strip()]
    if bare:
        raise InvalidInput(
            words("You ask for a paper that the province holds already."),
            code="held_already",
            fields=[FieldError(f"unusable.{part.key}", message, {"paper": part.vi}) for part in bare],
            way_out=words("Use the copy from the vault. Only if it cannot be used, write why; the owner reads it."),
        )
