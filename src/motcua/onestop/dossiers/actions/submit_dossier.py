"""A citizen hands in a draft."""

from uuid import UUID

from django.db import transaction

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, one_stop_of, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import choose_case, content_of, form_of, refuse_if_abolished
from motcua.onestop.dossiers.actions.mandates import consent_missing, hand_on_mandate
from motcua.onestop.dossiers.actions.open_dossier import Opening, open_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.take_held_papers import attach_held
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Draft, Paper
from motcua.onestop.dossiers.queries.required import required_papers
from motcua.onestop.dossiers.rights import SUBMIT
from motcua.onestop.dossiers.rules.applicant import applicant_id
from motcua.onestop.dossiers.rules.completeness import missing_papers

_HEAVY = ("version__content", "version__form_schema", "version__result_template")


@transaction.atomic
def submit_dossier(draft_key: UUID, *, return_wish: str = Dossier.ReturnWish.COUNTER, actor: Actor) -> Dossier:
    """Turn the draft into a dossier; a second click finds the same dossier again.

    `return_wish` is counter, post or electronic.

    Errors: `InvalidInput` naming every unanswered question and missing paper, `NotFound` (also for an abolished procedure),
    `Forbidden` (also when the procedure asks for a higher level of identity).
    """
    require(actor, SUBMIT)
    mine = Draft.objects.filter(party_id=applicant_id(actor))
    whole = mine.select_related("party", "owner", "version__procedure").defer(*_HEAVY)
    draft = whole.select_for_update(of=("self",)).filter(key=draft_key).first()
    if draft is None:
        return _already_submitted(draft_key, actor)
    refuse_if_abolished(draft.version.procedure)
    if draft.unit_id is None:
        message = words("Choose the body that shall handle the dossier.")
        raise InvalidInput(message, fields=[FieldError("unit", message)])
    content, form = content_of(draft.version_id), form_of(draft.version_id)
    case = choose_case(content, draft.answers)
    papers = list(draft.papers.values_list("component_key", flat=True))
    required = required_papers(case, draft.answers, draft.acting)
    missing = {paper.key for paper in required}.difference(papers)
    papers += attach_held(draft, case.components, missing, procedure_code=content.code)
    _check(form, draft, [*missing_papers(required, papers), *consent_missing(draft)])
    now = clock.now()
    competent = unit(draft.unit_id)
    dossier = open_dossier(
        Opening(
            submission_key=draft.key,
            procedure_id=content.procedure_id,
            version_id=draft.version_id,
            content=content,
            case=case,
            channel=Dossier.Channel.ONLINE,
            competent=competent,
            receiver=_desk_of(competent),
            owner=draft.owner or draft.party,
            submitter=draft.party,
            acting=draft.acting,
            messages_to=draft.messages_to,
            answers=draft.answers,
            at=now,
            return_wish=return_wish,
        )
    )
    if papers:
        Paper.objects.filter(draft=draft).update(dossier=dossier, draft=None)
    hand_on_mandate(draft, dossier, at=now)
    draft.delete()
    record_step(dossier, DossierEvent.SUBMITTED, actor=actor, at=now, payload={"channel": int(dossier.channel), "papers": papers})
    return dossier


def _already_submitted(draft_key: UUID, actor: Actor) -> Dossier:
    dossier = Dossier.objects.visible_to(actor).filter(submission_key=draft_key).first()
    if dossier is None:
        raise NotFound(words("There is no such draft."), way_out=words("Open “My dossiers” to see your drafts."))
    return dossier


def _desk_of(competent: Unit) -> Unit:
    return one_stop_of(competent.pk)


def _check(form: FormDefinition, draft: Draft, missing: list[FieldError]) -> None:
    errors = [*form.check(draft.answers), *missing]
    if errors:
        raise InvalidInput(
            words("The application is not complete yet."), fields=errors, way_out=words("Answer what is marked, then submit.")
        )
