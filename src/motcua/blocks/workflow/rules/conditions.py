"""What is wrong with the conditions of a process: where they stand, what they ask for, and whether all may fail."""

import ast
from collections.abc import Collection, Iterator

from motcua.blocks.workflow.rules.definition import Definition, Flow, Node, Problem
from motcua.kernel.errors import words
from motcua.kernel.expressions import Expression, ExpressionError

OUTCOME = "outcome"
_CHOOSING = frozenset({"exclusiveGateway", "inclusiveGateway"})


def condition_problems(definition: Definition, known_names: Collection[str] | None) -> Iterator[Problem]:
    """Problems of every condition and of every gateway that chooses."""
    outcomes = {outcome for node in definition.nodes.values() for outcome in node.outcomes}
    for flow in definition.flows:
        if flow.condition:
            yield from _condition(definition, flow, known_names, outcomes)
    for node in definition.nodes.values():
        if node.kind in _CHOOSING:
            yield from _gateway(definition, node)


def _condition(definition: Definition, flow: Flow, known: Collection[str] | None, outcomes: set[str]) -> Iterator[Problem]:
    source = definition.nodes.get(flow.source)
    if source is None or source.kind not in _CHOOSING or source.default == flow.id:
        yield _at(
            flow,
            words("A condition stands where nothing chooses; it would be ignored."),
            words("Put conditions on arrows that leave an exclusive or inclusive gateway, but not on its default arrow."),
        )
    try:
        expression = Expression.parse(flow.condition)
    except ExpressionError as error:
        yield _at(
            flow,
            words("The condition cannot be understood: %(reason)s."),
            words("Compare facts with values, as outcome == 'propose' and so_luong > 2."),
            reason=str(error),
        )
        return
    unknown = sorted(expression.names - {OUTCOME, *known}) if known is not None else []
    if unknown:
        yield _at(
            flow,
            words("The condition asks for facts that nobody hands in: %(names)s."),
            words("Known facts are: %(known)s."),
            names=", ".join(unknown),
            known=", ".join(sorted({OUTCOME, *(known or ())})),
        )
    missing = sorted(_outcomes_asked(expression.text) - outcomes)
    if missing:
        yield _at(
            flow,
            words("No step offers the outcome %(names)s."),
            words("Add it to motcua:outcomes of the step before, or correct the condition."),
            names=", ".join(missing),
        )


def _gateway(definition: Definition, node: Node) -> Iterator[Problem]:
    flows = definition.outgoing.get(node.id, ())
    if node.default and node.default not in {flow.id for flow in flows}:
        yield Problem(
            node.line, node.id, words("The default arrow does not leave this gateway."), words("Choose one of the arrows that leave it.")
        )
    if len(flows) < 2 and not any(flow.condition for flow in flows):
        return
    bare = [flow for flow in flows if not flow.condition and flow.id != node.default]
    for flow in bare:
        yield _at(
            flow,
            words("It is not said when the process goes this way."),
            words("Write a condition on the arrow, or make it the default of the gateway."),
        )
    if not bare and not node.default and not _exhaustive(flows):
        yield Problem(
            node.line,
            node.id,
            words("All conditions of this gateway may fail, and then the process could not go on."),
            words("Make one of its arrows the default."),
        )


def _exhaustive(flows: tuple[Flow, ...]) -> bool:
    """Whether one condition is the plain opposite of another, so that one of the two always holds."""
    told = set()
    for flow in flows:
        try:
            Expression.parse(flow.condition)
        except ExpressionError:
            return True  # already told; do not tell twice
        told.add(ast.dump(ast.parse(flow.condition.strip(), mode="eval").body))
    return any(ast.dump(_opposite(flow.condition)) in told for flow in flows)


def _opposite(condition: str) -> ast.expr:
    tree = ast.parse(condition.strip(), mode="eval").body
    match tree:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return inner
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=others):
            return ast.Compare(left=left, ops=[ast.NotEq()], comparators=others)
        case ast.Compare(left=left, ops=[ast.In()], comparators=others):
            return ast.Compare(left=left, ops=[ast.NotIn()], comparators=others)
    return ast.UnaryOp(op=ast.Not(), operand=tree)


def _outcomes_asked(condition: str) -> set[str]:
    """The texts that a condition compares the outcome with."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(condition.strip(), mode="eval")):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Name) and side.id == OUTCOME for side in sides):
                found |= {
                    part.value
                    for side in sides
                    for part in ast.walk(side)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found - {""}


def _at(flow: Flow, message: str, way_out: str, **params: object) -> Problem:
    return Problem(flow.line, flow.id, message, way_out, params)
