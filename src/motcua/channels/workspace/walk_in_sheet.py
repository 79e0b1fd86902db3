"""Everything typed on the page that takes a walk-in in, read once and shown again without loss."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.blocks.files.api import StoredFile, store_upload
from motcua.blocks.forms.api import FormDefinition, Page
from motcua.channels.ui.api import Field, Filling, page_fields, say_refusal
from motcua.channels.ui.areas import Areas
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, NotFound, Refusal
from motcua.onestop.catalogue.api import ProcedureCase
from motcua.onestop.dossiers.api import HandedIn, components_asked, limits_of

Posted = Mapping[str, Sequence[str]]
_SALT = "workspace.scan"


@dataclass(frozen=True)
class Answers:
    """The answers to the e-form, all pages at once."""

    form: FormDefinition
    posted: Posted
    values: dict[str, object]
    pages: list[Page]
    errors: list[FieldError]
    areas: Areas = field(default_factory=Areas)

    @classmethod
    def read(cls, form: FormDefinition, posted: Posted, areas: Areas) -> "Answers":
        """Read page after page; questions that an answer brings up are asked as well."""
        values: dict[str, object] = {}
        pages: list[Page] = []
        errors: list[FieldError] = []
        for page in form.all_pages:
            try:
                read = form.parse(page.id, posted, values, language=get_language() or "vi", find_area=areas.find)
            except NotFound:  # hidden by the answers before
                continue
            values = read.answers
            pages.append(read.page)
            errors += read.errors
        return cls(form, posted, values, pages, errors, areas)

    @classmethod
    def of(cls, form: FormDefinition, values: Mapping[str, object], areas: Areas, posted: Posted | None = None) -> "Answers":
        """Answers known already, with what else was typed."""
        pages = form.pages(values)
        texts = {name: typed for page in pages for name, typed in form.posted(page.id, values).items()}
        return cls(form, {**(posted or {}), **texts}, dict(values), pages, [], areas)

    def filled(self, known: Mapping[str, object]) -> "Answers":
        """The same with blank answers filled from what the registers know."""
        fresh = {name: value for name, value in known.items() if name not in self.values}
        return Answers.of(self.form, {**self.values, **fresh}, self.areas, self.posted) if fresh else self

    def sections(self, errors: Sequence[FieldError], add_row_to: str = "") -> list[tuple[str, list[Field]]]:
        """Title and fields of each visible page of the form."""
        language = get_language() or "vi"
        asks_area = any(one.widget == "address" for page in self.pages for one in page.fields)
        filling = Filling(
            raw=self.posted,
            errors=errors,
            language=language,
            areas=self.areas.names if asks_area else (),
            area_label=self.areas.label,
            add_row_to=add_row_to,
        )
        return [
            (page.title.in_language(language), [replace(one, heading=False) for one in page_fields(page, filling)]) for page in self.pages
        ]


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """One component at the counter: whether the paper was seen, and its scan."""

    key: str
    ticked: bool
    file: StoredFile | None
    name: str
    token: str


def read_papers(
    request: HttpRequest, case: ProcedureCase, answers: Mapping[str, object], actor: Actor
) -> tuple[dict[str, SeenPaper], list[FieldError]]:
    """Ticks and scans by component. A scan is stored at once and kept by a signed token, so that no error loses it."""
    seen: dict[str, SeenPaper] = {}
    errors: list[FieldError] = []
    for component in components_asked(case, answers, request.POST.get("acting", "self")):
        file, name, token = _kept(request.POST.get(f"kept.{component.key}", ""), actor)
        upload = request.FILES.get(f"scan.{component.key}")
        if upload is not None:
            name = upload.name or component.key
            try:
                file = store_upload(name=name, stream=upload, limits=limits_of(component), actor=actor)
            except Refusal as refused:
                said = say_refusal(refused)
                errors.append(FieldError(f"paper.{component.key}", f"{said.message} {said.way_out}"))
            else:
                name = file.name  # as it was made plain
                token = signing.dumps({"file": file.pk, "name": name, "by": actor.account_id}, salt=_SALT)
        ticked = file is not None or f"seen.{component.key}" in request.POST
        seen[component.key] = SeenPaper(component.key, ticked, file, name, token)
    return seen, errors


def handed_in(seen: Mapping[str, SeenPaper], *, but: Collection[str] = ()) -> list[HandedIn]:
    """The papers that were there, but for those taken from a vault instead."""
    return [HandedIn(paper.key, paper.name or paper.key, paper.file) for paper in seen.values() if paper.ticked and paper.key not in but]


def _kept(token: str, actor: Actor) -> tuple[StoredFile | None, str, str]:
    if token:
        try:
            kept = signing.loads(token, salt=_SALT, max_age=24 * 3600)
        except signing.BadSignature:
            return None, "", ""
        file = StoredFile.objects.filter(pk=kept["file"]).first() if kept["by"] == actor.account_id else None
        if file is not None:
            return file, str(kept["name"]), token
    return None, "", ""
