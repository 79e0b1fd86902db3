"""Where a draft stands: its pages, its papers, what comes next."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.channels.portal.offices import office_name
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Task
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import Component, ProcedureContent, choose_case, content_of, form_of, version_in_force
from motcua.onestop.dossiers.api import Dossier, Draft, components_asked, draft_of, mandate_of, my_drafts, required_papers, vault_of
from motcua.onestop.vault.api import VaultPapers


def draft_with_content(key: UUID, actor: Actor) -> tuple[Draft, ProcedureContent]:
    """The actor's draft with what its procedure says; `NotFound` for a foreign one."""
    draft = draft_of(key, actor)
    return draft, content_of(draft.version_id)


def draft_or_none(key: UUID, actor: Actor) -> Draft | None:
    """The actor's draft, None when it is not there (any more): it may have been sent by a first click."""
    return my_drafts(actor).filter(key=key).first()


def page_address(draft: Draft, page_id: str) -> str:
    return f"/nhap/{draft.key}/trang/{page_id}/"


def next_address(draft: Draft, page_id: str) -> str:
    """Where to go after a page: the next page, then the papers, then the check."""
    form = form_of(draft.version_id)
    pages = form.pages(draft.answers)
    after = form.page_after(page_id, draft.answers) if page_id else next(iter(pages), None)
    if after is not None:
        return page_address(draft, after.id)
    return f"/nhap/{draft.key}/giay-to/" if uploads_of(draft) else f"/nhap/{draft.key}/kiem-tra/"


def components_of(draft: Draft) -> list[Component]:
    """The papers that these answers ask for."""
    return components_asked(choose_case(content_of(draft.version_id), draft.answers), draft.answers, draft.acting)


def uploads_of(draft: Draft) -> list[Component]:
    """The papers to be attached as files."""
    return [component for component in components_of(draft) if component.kind == "upload"]


def renewed_elsewhere(draft: Draft, content: ProcedureContent) -> bool:
    """Whether the procedure has a newer version than the draft was written on."""
    return version_in_force(content.code, clock.today()).pk != draft.version_id


def office_of(draft: Draft) -> Unit | None:
    return Unit.objects.select_related("parent").filter(pk=draft.unit_id).first() if draft.unit_id else None


def draft_tasks(draft: Draft, content: ProcedureContent) -> list[Task]:
    """The task list of a draft."""
    form = form_of(draft.version_id)
    wrong = {error.field.partition("-")[0] for error in form.check(draft.answers)}
    office = office_of(draft)
    tasks = [_task(_("Where to apply"), f"/nhap/{draft.key}/noi-nop/", done=office is not None, hint=office_name(office))]
    agreed = draft.acting != Dossier.Acting.HELPER or mandate_of(draft) is not None
    tasks.append(_task(_("In whose name"), f"/nhap/{draft.key}/nop-thay/", done=agreed, hint=_whose(draft)))
    open_pages = 0
    for page in form.pages(draft.answers):
        done = page.id in draft.pages_done and not any(field.name in wrong for field in page.fields)
        open_pages += not done
        tasks.append(_task(page.title.in_language(language()), page_address(draft, page.id), done=done))
    missing = set()
    if uploads_of(draft):
        attached = set(draft.papers.values_list("component_key", flat=True))
        required = required_papers(choose_case(content, draft.answers), draft.answers, draft.acting)
        missing = {paper.key for paper in required} - attached
        missing -= VaultPapers().best(vault_of(draft), uploads_of(draft), procedure_code=content.code).keys() if missing else set()
        known = not open_pages or bool(attached)  # which papers are needed depends on the answers
        tasks.append(_task(_("Papers"), f"/nhap/{draft.key}/giay-to/", done=known and not missing))
    ready = agreed and not (open_pages or missing or office is None)
    label, hint = _("Check your answers and send"), "" if ready else _("You can look at any time; sending needs everything above.")
    tasks.append(
        Task(label, f"/nhap/{draft.key}/kiem-tra/", _("Ready") if ready else _("Not ready yet"), "good" if ready else "plain", hint)
    )
    return tasks


def _whose(draft: Draft) -> str:
    """For whom the draft is written."""
    if draft.owner is None:
        return _("In my own name")
    return _("For %(name)s") % {"name": draft.owner.full_name}


def _task(label: str, href: str, *, done: bool, hint: str = "") -> Task:
    return Task(label, href, _("Done") if done else _("To do"), "plain" if done else "now", hint)
