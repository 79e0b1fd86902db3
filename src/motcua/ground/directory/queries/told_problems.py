"""Why changes of units are refused, in words that name the unit and the day."""

from collections.abc import Sequence

from motcua.ground.directory.models import Unit
from motcua.ground.directory.rules.timelines import Problem
from motcua.kernel.errors import Conflict, FieldError, words

_SAID = {
    "circle": words("“%(unit)s” would lie below itself from %(day)s on."),
    "orphan": words("“%(unit)s” would have no unit above it from %(day)s on: “%(other)s” does not exist then."),
    "code_twice": words("From %(day)s on two units would bear the code %(other)s; one of them is “%(unit)s”."),
    "not_then": words("“%(unit)s” does not exist on %(day)s."),
    "never": words("“%(unit)s” only begins on %(day)s and cannot end before."),
}
_FIELDS = {"circle": "parent", "orphan": "parent", "code_twice": "code", "not_then": "effective_on", "never": "effective_on"}
_WAYS_OUT = {
    "circle": words("Choose a unit above that is not below this one."),
    "orphan": words("Name who takes over what lies below, or move those units first."),
    "code_twice": words("Use another code, or let the other unit end first."),
    "not_then": words("Choose a day on which it exists."),
    "never": words("Choose a later day."),
}
_MOST = 20


def refuse(problems: Sequence[Problem]) -> None:
    """Raise `Conflict` for the first problem, with all of them by field; nothing when there is none. One query."""
    if not problems:
        return
    told = told_problems(problems)
    first = problems[0]
    raise Conflict(told[0].message, code=f"unit_{first.kind}", params=told[0].params, way_out=_WAYS_OUT[first.kind], fields=told)


def told_problems(problems: Sequence[Problem]) -> list[FieldError]:
    """The problems in words, the first twenty."""
    ids = {one for problem in problems for one in (problem.unit_id, problem.other) if isinstance(one, int)}
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    told = []
    for problem in problems[:_MOST]:
        other = names.get(problem.other, problem.other) if isinstance(problem.other, int) else problem.other
        params = {"unit": names.get(problem.unit_id, problem.unit_id), "day": problem.day.strftime("%d/%m/%Y"), "other": other}
        told.append(FieldError(_FIELDS[problem.kind], _SAID[problem.kind], params))
    return told
