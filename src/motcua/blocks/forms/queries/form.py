"""A form: its pages, reading what was posted, checking what is stored, and showing it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from motcua.blocks.forms.rules.answering import Setting, answer, check
from motcua.blocks.forms.rules.fields import Bilingual, Field, Page
from motcua.blocks.forms.rules.loading import load_pages
from motcua.blocks.forms.rules.reading import FindArea, Posted, Reader, Wrong, split_address
from motcua.blocks.forms.rules.writing import posted_as, shown_as
from motcua.kernel import clock
from motcua.kernel.errors import FieldError, NotFound, words
from motcua.kernel.expressions import Expression, ExpressionError

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageResult:
    """One posted page: the values read, what is wrong, and everything that was typed, so that nothing is lost.

    `page` shows the questions visible with these values: render it again when there are errors.
    """

    page: Page
    values: dict[str, object]
    errors: list[FieldError]
    raw: dict[str, list[str]]
    answers: dict[str, object]

    @property
    def ok(self) -> bool:
        """Whether the page can be left."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row of the page that checks the answers: where it is changed, its label and its lines (none: not given)."""

    page_id: str
    page_title: str
    name: str
    label: str
    lines: tuple[str, ...]

    @property
    def value(self) -> str:
        """The lines as one text; empty when nothing was given."""
        return "; ".join(self.lines)


@dataclass(frozen=True)
class FormDefinition:
    """A form, loaded from its schema. Answers are plain JSON values by name of question; hidden questions do not count."""

    title: Bilingual | None
    all_pages: tuple[Page, ...]

    @classmethod
    def load(cls, schema: Mapping[str, Any]) -> Self:
        """Read a JSON Schema 2020-12 with `x-pages`; raises `FormError` naming every mistake."""
        pages = load_pages(schema)
        title = schema.get("x-title")
        return cls(Bilingual(title["vi"], title["en"]) if isinstance(title, dict) else None, pages)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every question in the order of the pages."""
        return tuple(field for page in self.all_pages for field in page.fields)

    def pages(self, answers: Answers) -> list[Page]:
        """The pages to be shown with these answers, each with its visible questions only."""
        return self._visible(answers)[0]

    def answers_that_count(self, answers: Answers) -> dict[str, object]:
        """The answers to visible questions; answers to hidden or unknown questions are left out."""
        return self._visible(answers)[1]

    def page(self, page_id: str, answers: Answers) -> Page:
        """One visible page; `NotFound` when it is hidden or does not exist."""
        found = next((page for page in self.pages(answers) if page.id == page_id), None)
        if found is None:
            raise NotFound(words("This form has no such page."), way_out=words("Go back to the first page of the form."))
        return found

    def parse(
        self,
        page_id: str,
        posted: Posted,
        answers: Answers,
        *,
        language: str = "vi",
        today: date | None = None,
        find_area: FindArea | None = None,
    ) -> PageResult:
        """Read one posted page. `answers` are those of the other pages; a question made visible by this post is asked as well."""
        before = self.page(page_id, answers)
        full = next(page for page in self.all_pages if page.id == page_id)
        own = {field.name for field in full.fields}
        merged = {name: value for name, value in answers.items() if name not in own}
        values: dict[str, object] = {}
        errors: list[FieldError] = []
        shown: list[Field] = []
        for field in full.fields:
            if not _holds(field.show_if, merged):
                continue
            shown.append(field)
            try:
                value = answer(field, posted, field.name, self._setting(merged, language, today, find_area))
            except Wrong as wrong:
                errors.extend(wrong.errors)
            else:
                if value is not None:
                    values[field.name] = merged[field.name] = value
        page = Page(before.id, before.title, tuple(shown), before.help, before.show_if)
        raw = {key: list(texts) for key, texts in posted.items() if key.partition("-")[0] in own}
        return PageResult(page, values, errors, raw, merged)

    def posted(self, page_id: str, answers: Answers) -> dict[str, list[str]]:
        """The texts of the inputs of a page for stored answers, by input name."""
        page = self.page(page_id, answers)
        return {key: texts for field in page.fields for key, texts in posted_as(field, answers.get(field.name), field.name).items()}

    def check(
        self, answers: Answers, *, language: str = "vi", today: date | None = None, find_area: FindArea | None = None
    ) -> list[FieldError]:
        """Everything wrong or missing in a whole set of answers, in the order of the pages."""
        pages, counted = self._visible(answers)
        setting = self._setting(counted, language, today, find_area)
        return [error for page in pages for field in page.fields for error in check(field, counted.get(field.name), field.name, setting)]

    def first_open_page(self, answers: Answers) -> Page | None:
        """The first page with something wrong or missing; None when everything is answered."""
        wrong = {error.field.partition("-")[0] for error in self.check(answers)}
        return next((page for page in self.pages(answers) if any(field.name in wrong for field in page.fields)), None)

    def page_after(self, page_id: str, answers: Answers) -> Page | None:
        """The next visible page; None after the last."""
        pages = self.pages(answers)
        index = next((index for index, page in enumerate(pages) if page.id == page_id), -1)
        return pages[index + 1] if 0 <= index < len(pages) - 1 else None

    def page_before(self, page_id: str, answers: Answers) -> Page | None:
        """The visible page before; None before the first."""
        pages = self.pages(answers)
        index = next((index for index, page in enumerate(pages) if page.id == page_id), 0)
        return pages[index - 1] if index > 0 else None

    def prefill(self, sources: Mapping[str, object]) -> dict[str, object]:
        """Answers known already, by `x-prefill` keys such as ``person.full_name``; values that do not fit are left out."""
        known = {field.name: found for field in self.fields if field.prefill and (found := _known(field, sources)) is not None}
        setting = self._setting(known, "vi", None, None)
        fitting = [field for field in self.fields if field.name in known and not check(field, known[field.name], field.name, setting)]
        return {field.name: known[field.name] for field in fitting}

    def differences(self, newer: "FormDefinition", answers: Answers) -> list[str]:
        """Which questions of the newer form must be answered (again) when answers to this form are taken over."""
        kept = newer.answers_that_count({name: value for name, value in answers.items() if not self._changed(newer, name)})
        wrong = {error.field.partition("-")[0] for error in newer.check(kept)}
        return [field.name for field in newer.fields if field.name in wrong or (field.name in answers and self._changed(newer, field.name))]

    def summary(self, answers: Answers, language: str = "vi") -> list[SummaryRow]:
        """Every visible question with its answer in words."""
        pages, counted = self._visible(answers)
        return [
            SummaryRow(
                page_id=page.id,
                page_title=page.title.in_language(language),
                name=field.name,
                label=field.label.in_language(language),
                lines=tuple(shown_as(field, counted.get(field.name), language)),
            )
            for page in pages
            for field in page.fields
        ]

    def _changed(self, newer: "FormDefinition", name: str) -> bool:
        """Whether a question asks for another kind of answer in the newer form."""
        mine, theirs = ({field.name: field for field in form.fields}.get(name) for form in (self, newer))
        return mine is not None and theirs is not None and mine.widget != theirs.widget

    def _visible(self, answers: Answers) -> tuple[list[Page], dict[str, object]]:
        counted: dict[str, object] = {}
        pages: list[Page] = []
        for page in self.all_pages:
            if not _holds(page.show_if, counted):
                continue
            shown: list[Field] = []
            for field in page.fields:
                if not _holds(field.show_if, counted):
                    continue
                shown.append(field)
                if answers.get(field.name) is not None:
                    counted[field.name] = answers[field.name]
            if shown:
                pages.append(Page(page.id, page.title, tuple(shown), page.help, page.show_if))
        return pages, counted

    def _setting(self, answers: Answers, language: str, today: date | None, find_area: FindArea | None) -> Setting:
        return Setting(Reader(language, find_area), today or clock.today(), answers)


def _holds(condition: Expression | None, answers: Answers) -> bool:
    """Whether something is shown; what cannot be calculated yet (an answer is missing) is not."""
    try:
        return condition is None or condition.holds(answers)
    except ExpressionError:
        return False


def _known(field: Field, sources: Mapping[str, object]) -> object:
    """What a source says about a question; an address told as one line is split, its commune taken by code."""
    found = _find(sources, field.prefill)
    if field.widget == "address" and isinstance(found, str):
        code = _find(sources, field.prefill.rpartition(".")[0] + ".commune_code")
        return split_address(found, str(code or ""))
    return found


def _find(sources: Mapping[str, object], key: str) -> object:
    """The value under a dotted key, flat or nested; None for missing and blank ones."""
    if key in sources:
        return sources[key] or None
    head, _, rest = key.partition(".")
    inner = sources.get(head)
    return _find(inner, rest) if rest and isinstance(inner, Mapping) else None
