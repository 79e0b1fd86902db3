"""Read a folder of procedures: every file checked, every mistake with file and line, nothing stored."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from lxml import etree

from motcua.blocks.forms.api import FormDefinition, FormError
from motcua.blocks.packs.api import Located, PackError, Problems, parse_as, read_json, read_text, read_yaml
from motcua.blocks.workflow.api import lint
from motcua.ground.directory.api import parse_assignment
from motcua.onestop.catalogue.queries.check_budgets import budget_problems
from motcua.onestop.catalogue.queries.check_bundles import bundle_problems, unknown_answers, unknown_parts
from motcua.onestop.catalogue.rules.cases import parsed
from motcua.onestop.catalogue.rules.choice import DAYS_SINCE
from motcua.onestop.catalogue.rules.content import ProcedureContent
from motcua.onestop.catalogue.rules.worked import WorkedCases, disagreements

PROCESS_FACTS = frozenset({"case", "channel"})
LISTS = "_lists.yaml"
UNIT = "{https://motcua.example/bpmn}unit"


@dataclass(frozen=True)
class ProcedureSource:
    """One procedure as its folder says it, complete and checked."""

    folder: Path
    content: ProcedureContent
    record: dict[str, Any]
    form_schema: dict[str, Any]
    process_xml: str
    result_template: str
    worked: WorkedCases

    @property
    def sha256(self) -> str:
        """The fingerprint of everything a version consists of."""
        whole = [self.record, self.form_schema, self.process_xml, self.result_template]
        return hashlib.sha256(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)).hexdigest()


def read_procedures(folder: Path) -> list[ProcedureSource]:
    """Every procedure of the folder in the order of codes; raises `PackRefused` with every mistake in any file."""
    problems = Problems()
    found: list[ProcedureSource] = []
    lists: Mapping[str, Any] = {}
    with problems.gather():
        lists = _lists(folder)
    problems.refuse_if_any()
    for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))):
        with problems.gather():
            found.append(_procedure(inner, lists))
    with problems.gather():
        _life_events_agree(found)
    if not problems.found:
        _check_bundles(found, problems)
    problems.refuse_if_any()
    return sorted(found, key=lambda source: (source.content.code, source.content.versions.valid_from))


def _lists(folder: Path) -> Mapping[str, Any]:
    if not folder.is_dir():
        raise PackError(str(folder), 1, "there is no such folder")
    if not (folder / LISTS).exists():
        return {}
    located = read_yaml(folder / LISTS)
    return {name: part.value for name, part in located.items()}


def _procedure(folder: Path, lists: Mapping[str, Any]) -> ProcedureSource:
    problems = Problems()
    located = read_yaml(folder / "procedure.yaml")
    content = parse_as(ProcedureContent, located)
    if folder.name.partition("@")[0] != content.code:
        problems.add(located.error(f"the folder is called {folder.name}, the procedure {content.code}", "code"))
    form_file = read_json(folder / "form.schema.json")
    schema = _with_lists(form_file, lists)
    form = _form(form_file, schema, problems)
    dates = {DAYS_SINCE + field.name for field in form.fields if field.widget == "date"} if form else set()
    names = {field.name for field in form.fields} if form else set()
    if form:
        for path, text in content.formulas():
            for name in sorted(parsed(text).names - names - dates):
                problems.add(located.error(f"'{name}' is not a question of the form", *path))
    process = read_text(folder / "process.bpmn")
    _check_process(folder / "process.bpmn", process, names | PROCESS_FACTS if form else None, problems)
    if not problems.found:
        for line, sentence in budget_problems(content, process):
            problems.add(PackError(str(folder / "process.bpmn"), line, sentence))
    template = read_text(folder / content.result.template) if content.result.template else ""
    worked_file = read_yaml(folder / "cases.yaml")
    worked = parse_as(WorkedCases, worked_file)
    if form:
        _check_worked(worked_file, worked, content, form, problems)
    problems.refuse_if_any()
    return ProcedureSource(folder, content, content.model_dump(mode="json"), schema, process, template, worked)


def _check_process(file: Path, process: str, names: frozenset[str] | set[str] | None, problems: Problems) -> None:
    found = lint(process, names)
    for problem in found:
        problems.add(PackError(str(file), problem.line or 1, str(problem)))
    if found:
        return
    for element in etree.fromstring(process.encode(), etree.XMLParser(resolve_entities=False, no_network=True)).iter("{*}userTask"):
        try:
            parse_assignment(element.get(UNIT, ""))
        except ValueError as error:
            problems.add(PackError(str(file), int(str(element.sourceline or 1)), str(error)))


def _form(located: Located, schema: Mapping[str, Any], problems: Problems) -> FormDefinition | None:
    try:
        return FormDefinition.load(schema)
    except FormError as error:
        for problem in error.problems:
            problems.add(located.error(f"{'.'.join(map(str, problem.path))}: {problem.reason}", *problem.path))
        return None


def _with_lists(located: Located, lists: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with `"x-options": "name"` replaced by the shared list of that name."""

    def filled(value: Any, place: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {key: named(item, (*place, key)) if key == "x-options" else filled(item, (*place, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [filled(item, (*place, index)) for index, item in enumerate(value)]
        return value

    def named(value: Any, place: tuple[str | int, ...]) -> Any:
        if not isinstance(value, str):
            return value
        if value not in lists:
            raise located.error(f"there is no list '{value}' in {LISTS}", *place)
        return lists[value]

    if not isinstance(located.value, dict):
        raise located.error("a form is a JSON object")
    schema: dict[str, Any] = filled(located.value, ())
    return schema


def _check_worked(located: Located, worked: WorkedCases, content: ProcedureContent, form: FormDefinition, problems: Problems) -> None:
    for index, case in enumerate(worked.cases):
        for error in form.check(case.answers, language="en", today=case.on):
            problems.add(located.error(f"“{case.name}”: {error}", "cases", index, "answers", error.field.partition("-")[0]))
        for part, reason in disagreements(content, case):
            problems.add(located.error(f"“{case.name}”: {reason}", "cases", index, part))


def _check_bundles(found: list[ProcedureSource], problems: Problems) -> None:
    """Parts are known, and every worked case of a bundle fits them."""
    known = {source.content.code: (source.content, FormDefinition.load(source.form_schema)) for source in found}
    for source in found:
        if not source.content.parts:
            continue
        record, worked_file = read_yaml(source.folder / "procedure.yaml"), read_yaml(source.folder / "cases.yaml")
        strange = list(unknown_parts(source.content, known))
        for place, sentence in strange:
            problems.add(record.error(sentence, "parts", place))
        if strange:
            continue
        unknown = list(unknown_answers(source.content, known))
        for place, name, sentence in unknown:
            problems.add(record.error(sentence, "parts", place, "answers", name))
        for index, case in enumerate(source.worked.cases if not unknown else ()):
            for sentence in bundle_problems(source.content, case, known):
                problems.add(worked_file.error(f"“{case.name}”: {sentence}", "cases", index))


def _life_events_agree(found: list[ProcedureSource]) -> None:
    problems = Problems()
    names: dict[str, tuple[str, str]] = {}
    for source, key, event in _life_events(found):
        if names.setdefault(key, event) != event:
            problems.add(PackError(str(source / "procedure.yaml"), 1, f"the life event '{key}' has another name in another procedure"))
    problems.refuse_if_any()


def _life_events(found: list[ProcedureSource]) -> Iterator[tuple[Path, str, tuple[str, str]]]:
    for source in found:
        for event in source.content.life_events:
            yield source.folder, event.key, (event.vi, event.en)
