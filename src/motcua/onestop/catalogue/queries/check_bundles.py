"""Hold every bundle against the procedures it is made of: known parts, complete answers and papers, time enough for all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from motcua.blocks.forms.api import FormDefinition
from motcua.onestop.catalogue.rules.budgets import hours_of_parts
from motcua.onestop.catalogue.rules.bundle import BundlePart, chosen, handed_on
from motcua.onestop.catalogue.rules.cases import CHANNELS, Channel, ProcedureCase, parsed
from motcua.onestop.catalogue.rules.choice import case_for, facts_of, limit_for
from motcua.onestop.catalogue.rules.content import ProcedureContent
from motcua.onestop.catalogue.rules.worked import WorkedCase

RESULT = "result:"
Known = Mapping[str, tuple[ProcedureContent, FormDefinition]]  # the procedures of the folder by code, with their forms


def unknown_parts(content: ProcedureContent, known: Known) -> Iterator[tuple[int, str]]:
    """Parts whose procedure is not in the folder, or is a bundle itself; with their place in the list."""
    for place, part in enumerate(content.parts):
        if part.procedure not in known:
            yield place, f"the part {part.key} names the procedure {part.procedure}, which is not here"
        elif known[part.procedure][0].parts:
            yield place, f"the part {part.key} is itself made of parts; a bundle is one step deep"


def unknown_answers(content: ProcedureContent, known: Known) -> Iterator[tuple[int, str, str]]:
    """Answers of parts that ask for something the whole's form does not, or that the part's form has no question for."""
    asked = {field.name for field in known[content.code][1].fields}
    asked |= {f"{part.key}_{what}" for part in content.parts for what in ("number", "date")}
    for place, part in enumerate(content.parts):
        questions = {field.name for field in known[part.procedure][1].fields}
        for name, formula in part.answers.items():
            if name not in questions:
                yield place, name, f"part {part.key}: '{name}' is not a question of the procedure {part.procedure}"
            for unknown in sorted(parsed(formula).names - asked):
                yield place, name, f"part {part.key}: '{unknown}' is not a question of the form"


def bundle_problems(content: ProcedureContent, worked: WorkedCase, known: Known) -> Iterator[str]:
    """What of a worked case does not fit the parts: answers or papers that would be missing, or more time than is promised."""
    facts = facts_of(worked.answers, worked.on)
    whole = case_for(content, facts)
    parts = chosen(content.parts, facts)
    cases: dict[str, ProcedureCase] = {}
    for part in parts:
        theirs, form = known[part.procedure]
        before = _before(part, parts)
        answers = handed_on(part, [field.name for field in form.fields], {**facts, **_results(before, known, worked.on)})
        for error in form.check(answers, language="en", today=worked.on):
            yield f"part {part.key}: {error}"
        cases[part.key] = case = case_for(theirs, facts_of(answers, worked.on))
        yield from _missing_papers(part, case, answers, {one.key for one in whole.components_for(worked.answers)}, before, known)
    for channel in CHANNELS:
        yield from _too_slow(whole, parts, cases, channel)


def _before(part: BundlePart, parts: Sequence[BundlePart]) -> dict[str, str]:
    """The parts that are done when this one begins, with their procedures."""
    found: dict[str, str] = {}
    by_key = {one.key: one for one in parts}
    waiting = list(part.after)
    while waiting:
        one = by_key[waiting.pop()]
        found[one.key] = one.procedure
        waiting.extend(one.after)
    return found


def _results(before: Mapping[str, str], known: Known, on: date) -> dict[str, object]:
    """An example of what is known of earlier results."""
    found: dict[str, object] = {}
    for key, code in before.items():
        if known[code][0].result.kind == "paper":
            found |= {f"{key}_number": "01/ABC", f"{key}_date": on.isoformat()}
    return found


def _missing_papers(
    part: BundlePart, case: ProcedureCase, answers: Mapping[str, object], given: set[str], before: Mapping[str, str], known: Known
) -> Iterator[str]:
    for component in case.components_for(answers):
        source = part.papers.get(component.key, component.key)
        if source.startswith(RESULT):
            giver = source.removeprefix(RESULT)
            if giver not in before or known[before[giver]][0].result.kind != "paper":
                yield f"part {part.key}: the paper {component.key} is the result of {giver}, which gives no paper before this part begins"
        elif component.kind == "upload" and component.required and source not in given:
            yield f"part {part.key}: nobody gives the paper {component.key}; name where it comes from under 'papers'"


def _too_slow(whole: ProcedureCase, parts: Sequence[BundlePart], cases: Mapping[str, ProcedureCase], channel: Channel) -> Iterator[str]:
    promised = limit_for(whole, channel)
    if promised is None:
        return
    limits = {key: limit.hours for key, case in cases.items() if (limit := limit_for(case, channel)) is not None}
    needed = hours_of_parts(parts, limits)
    if needed > promised.hours:
        yield f"{channel}: the parts one after another take {needed} working hours, but only {promised.hours} are promised"
