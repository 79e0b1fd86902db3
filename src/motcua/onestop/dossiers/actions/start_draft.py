"""Begin to write an application."""

from django.db import transaction

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.onestop.catalogue.api import content_of, form_of, version_in_force
from motcua.onestop.dossiers.models import Draft
from motcua.onestop.dossiers.queries.prefill import prefill_sources
from motcua.onestop.dossiers.rights import SUBMIT
from motcua.onestop.dossiers.rules.applicant import applicant_id


@transaction.atomic
def start_draft(procedure_code: str, *, unit_id: int | None = None, actor: Actor) -> Draft:
    """A new draft on the version in force today, filled in with what the registers know of the person.

    Errors: `NotFound` for an unknown or abolished procedure, `Forbidden` when the level of identity is too low.
    """
    require(actor, SUBMIT)
    now = clock.now()
    version = version_in_force(procedure_code, now.date())
    content = content_of(version.pk)
    if actor.assurance < content.minimum_assurance:
        raise Forbidden(
            words("This procedure asks for a verified electronic identity of level %(level)s."),
            params={"level": content.minimum_assurance},
            way_out=words("Log in again with that level, or hand in the papers at a one-stop desk."),
        )
    party = Party.objects.get(pk=applicant_id(actor))
    form: FormDefinition = form_of(version.pk)
    return Draft.objects.create(
        party=party,
        version=version,
        unit_id=unit_id,
        answers=form.prefill(prefill_sources(party)),
        started_at=now,
        saved_at=now,
    )
