"""The result as it would look if it were signed now: for the leader's eyes before the signature."""

from dataclasses import replace

from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import mark_pages, qr_svg
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.directory.api import signing_title, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.queries.printed_result import printed_result
from motcua.onestop.dossiers.queries.result_facts import result_facts
from motcua.onestop.dossiers.rights import READ

MARK = "DỰ THẢO"  # on the paper itself, which is Vietnamese


def draft_result(code: str, *, actor: Actor) -> bytes:
    """The PDF of the result, not numbered, not signed, marked as a draft on every page; nothing is stored.

    Errors: `NotFound` when the dossier is hidden from the actor, or its procedure gives no paper; `Conflict` when an original
    that is to be copied cannot be.
    """
    require(actor, READ)
    dossier = Dossier.objects.visible_to(actor).select_related("owner", "competent").filter(code=code).first()
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    content = content_of(dossier.version_id)
    if content.result.kind != "paper":
        raise NotFound(words("This procedure gives no paper of its own."))
    now = clock.now()
    signing = next((task for task in open_tasks(STREAM, dossier.pk) if task.step == "approve" and task.unit_id), None)
    issuer = unit(signing.unit_id) if signing and signing.unit_id else dossier.competent
    result = Result(
        dossier=dossier,
        issuer=issuer,
        series=content.result.number_series,
        year=now.year,
        number=0,
        decided_at=now,
        signer_name=actor.name,
        signer_title=signing_title(actor, issuer.pk),
        verification_code="",
    )
    facts = replace(result_facts(result, dossier, ""), number=f"……/{result.series}")
    return mark_pages(printed_result(result, facts, qr=qr_svg(MARK), at=now).pdf, MARK)
