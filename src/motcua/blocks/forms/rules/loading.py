"""Read a form from its JSON Schema (2020-12) with `x-pages` and `x-` texts; a broken one is refused with every mistake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from motcua.blocks.forms.rules.fields import TYPES, WIDGETS, Bilingual, Field, Option, Page
from motcua.kernel.expressions import Expression, ExpressionError

YES_NO = (Option("true", Bilingual("Có", "Yes")), Option("false", Bilingual("Không", "No")))
_WITH_OPTIONS = frozenset({"select", "radio", "checkboxes"})
_OF_SCHEMA = {"type", "format", "title", "description", "enum", "const", "items", "properties", "required"}
_LIMITS = {"minLength", "maxLength", "pattern", "minimum", "maximum", "multipleOf", "minItems", "maxItems", "uniqueItems"}
_OURS = {"label", "hint", "help", "widget", "options", "show-if", "prefill", "autocomplete", "source", "not-before", "not-after"}
_KNOWN = _OF_SCHEMA | _LIMITS | {f"x-{name}" for name in _OURS}
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One mistake in a form: where (a path in the schema) and why."""

    path: Path
    reason: str


class FormError(ValueError):
    """The schema is not a form we can show; `problems` names every mistake."""

    def __init__(self, problems: list[FormProblem]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, problem.path))}: {problem.reason}" for problem in problems))
        self.problems = tuple(problems)


def load_pages(schema: Mapping[str, Any]) -> tuple[Page, ...]:
    """The pages of a form; raises `FormError`."""
    loading = _Loading([])
    pages = loading.pages(schema) if loading.is_schema(schema) else ()
    if loading.problems:
        raise FormError(loading.problems)
    return pages


@dataclass
class _Loading:
    problems: list[FormProblem]

    def refuse(self, path: Path, reason: str) -> None:
        self.problems.append(FormProblem(path, reason))

    def is_schema(self, schema: Mapping[str, Any]) -> bool:
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            self.refuse(tuple(error.absolute_path), f"not JSON Schema 2020-12: {error.message}")
            return False
        if schema.get("type") != "object" or not schema.get("properties"):
            self.refuse((), "a form is a schema of type object with properties")
        return not self.problems

    def pages(self, schema: Mapping[str, Any]) -> tuple[Page, ...]:
        fields = {
            name: self.field(name, part, schema.get("required", ()), ("properties", name)) for name, part in schema["properties"].items()
        }
        for name in set(schema.get("required", ())) - set(fields):
            self.refuse(("required",), f"'{name}' is not a question")
        raw_pages = schema.get("x-pages")
        if not isinstance(raw_pages, list) or not raw_pages:
            self.refuse((), "'x-pages' is missing")
            return ()
        pages = tuple(page for index, raw in enumerate(raw_pages) if (page := self.page(raw, fields, ("x-pages", index))))
        self.order(pages, fields)
        return pages

    def page(self, raw: object, fields: Mapping[str, Field | None], path: Path) -> Page | None:
        if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not isinstance(raw.get("fields"), list):
            self.refuse(path, "a page has an id, a title and fields")
            return None
        for name in raw["fields"]:
            if name not in fields:
                self.refuse((*path, "fields"), f"'{name}' is not a question")
        title = self.words(raw.get("title"), (*path, "title"), needed=True) or Bilingual("", "")
        chosen = tuple(field for name in raw["fields"] if (field := fields.get(name)))
        return Page(
            raw["id"], title, chosen, self.words(raw.get("help"), (*path, "help")), self.condition(raw.get("show_if"), (*path, "show_if"))
        )

    def field(self, name: str, part: object, required: object, path: Path) -> Field | None:
        if not isinstance(part, dict) or not name.replace("_", "a").isalnum() or not name.isascii() or name != name.lower():
            self.refuse(path, "a question has a name of small letters, digits and _, and a schema")
            return None
        for key in set(part) - _KNOWN:
            self.refuse((*path, key), f"'{key}' is not known")
        widget = part.get("x-widget", "text")
        if widget not in WIDGETS:
            self.refuse((*path, "x-widget"), f"there is no widget '{widget}'")
            return None
        if part.get("type") not in TYPES[widget]:
            self.refuse((*path, "type"), f"the widget '{widget}' needs the type {' or '.join(TYPES[widget])}")
        return Field(
            name=name,
            label=self.words(part.get("x-label"), (*path, "x-label"), needed=True) or Bilingual(name, name),
            widget=widget,
            schema={key: value for key, value in part.items() if not key.startswith("x-")},
            required=isinstance(required, list | tuple) and name in required,
            hint=self.words(part.get("x-hint"), (*path, "x-hint")),
            help=self.words(part.get("x-help"), (*path, "x-help")),
            show_if=self.condition(part.get("x-show-if"), (*path, "x-show-if")),
            prefill=str(part.get("x-prefill", "")),
            autocomplete=str(part.get("x-autocomplete", "")),
            area_source=str(part.get("x-source", "")),
            options=self.options(widget, part, path),
            columns=self.columns(part, path) if widget == "repeat" else (),
            not_before=str(part.get("x-not-before", "")),
            not_after=str(part.get("x-not-after", "")),
        )

    def columns(self, part: Mapping[str, Any], path: Path) -> tuple[Field, ...]:
        items = part.get("items")
        if not isinstance(items, dict) or not isinstance(items.get("properties"), dict):
            self.refuse((*path, "items"), "a repeat has items of type object with properties")
            return ()
        inside = (*path, "items", "properties")
        found = [self.field(name, column, items.get("required", ()), (*inside, name)) for name, column in items["properties"].items()]
        columns = tuple(column for column in found if column)
        for column in columns:
            if column.widget == "repeat" or column.show_if:
                self.refuse((*inside, column.name), "a row holds simple questions that are always shown")
        return columns

    def options(self, widget: str, part: Mapping[str, Any], path: Path) -> tuple[Option, ...]:
        raw = part.get("x-options")
        if widget in _WITH_OPTIONS and part.get("type") == "boolean" and raw is None:
            return YES_NO
        if (widget in _WITH_OPTIONS) != (raw is not None):
            self.refuse(path, "'x-options' is missing" if raw is None else "'x-options' has no use here")
            return ()
        options = tuple(option for index, one in enumerate(raw or ()) if (option := self.option(one, (*path, "x-options", index))))
        values = [option.value for option in options]
        if len(set(values)) != len(values):
            self.refuse((*path, "x-options"), "an option is there twice")
        if "enum" in part and part["enum"] != values:
            self.refuse((*path, "enum"), "enum and x-options list different values")
        return options

    def option(self, raw: object, path: Path) -> Option | None:
        if not isinstance(raw, dict) or not isinstance(raw.get("value"), str) or not raw["value"]:
            self.refuse(path, "an option has a value, vi and en")
            return None
        label = self.words({key: raw.get(key) for key in ("vi", "en")}, path, needed=True)
        return Option(raw["value"], label, self.words(raw.get("hint"), (*path, "hint"))) if label else None

    def words(self, raw: object, path: Path, *, needed: bool = False) -> Bilingual | None:
        if raw is None and not needed:
            return None
        if isinstance(raw, dict) and all(isinstance(raw.get(key), str) and raw[key].strip() for key in ("vi", "en")):
            return Bilingual(raw["vi"], raw["en"])
        self.refuse(path, "a text in both languages (vi, en) is needed")
        return None

    def condition(self, raw: object, path: Path) -> Expression | None:
        if raw is None:
            return None
        try:
            return Expression.parse(str(raw))
        except ExpressionError as error:
            self.refuse(path, str(error))
            return None

    def order(self, pages: tuple[Page, ...], fields: Mapping[str, Field | None]) -> None:
        """A condition may ask only what was asked before it, and every question stands on exactly one page."""
        asked: list[str] = []
        for index, page in enumerate(pages):
            self._asked_before(page.show_if, asked, ("x-pages", index, "show_if"))
            for field in page.fields:
                self._asked_before(field.show_if, asked, ("properties", field.name, "x-show-if"))
                asked.append(field.name)
        for name in fields:
            if asked.count(name) != 1:
                self.refuse(("properties", name), "a question stands on exactly one page")
        ids = [page.id for page in pages]
        for twice in _repeated(ids):
            self.refuse(("x-pages",), f"the page '{twice}' is there twice")

    def _asked_before(self, condition: Expression | None, asked: list[str], path: Path) -> None:
        for name in sorted(condition.names - set(asked)) if condition else ():
            self.refuse(path, f"'{name}' is not asked before this")


def _repeated(names: list[str]) -> Iterator[str]:
    return (name for name in sorted(set(names)) if names.count(name) > 1)
