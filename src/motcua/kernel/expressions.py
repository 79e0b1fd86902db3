"""Small conditions and formulas written in content files: ``outcome == 'propose' and so_luong > 2``.

Only what is listed here is understood; nothing is ever run as code. A name that has no fact is None.
Comparing by order with None is False, so that a half-filled form can be asked; calculating with None is an error.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MAX_LENGTH = 1000
_MAX_NUMBER = 10**30
_MAX_TEXT = 10_000
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "none": None}

_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SAME: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
_SUMS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Expression,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.UAdd,
    ast.Compare,
    ast.In,
    ast.NotIn,
    ast.BinOp,
    ast.List,
    ast.Tuple,
    ast.IfExp,
    *_ORDER,
    *_SAME,
    *_SUMS,
)


class ExpressionError(ValueError):
    """The text is not an expression we understand, or it cannot be calculated from the given facts."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: the names it asks for, and its value for given facts."""

    text: str
    names: frozenset[str]
    _tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> "Expression":
        """Read an expression; raises `ExpressionError` with the reason for anything outside the white list."""
        if len(text) > MAX_LENGTH:
            raise ExpressionError(f"an expression may have at most {MAX_LENGTH} signs, this has {len(text)}")
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise ExpressionError(f"cannot read the expression {text!r}: {error}") from error
        names = set()
        for node in ast.walk(tree):
            _check(node, text)
            if isinstance(node, ast.Name) and node.id not in _CONSTANTS:
                names.add(node.id)
        return cls(text, frozenset(names), tree.body)

    def evaluate(self, facts: Mapping[str, object]) -> object:
        """The value for these facts; raises `ExpressionError` when they cannot be calculated with."""
        try:
            return _value(self._tree, facts)
        except (TypeError, ArithmeticError, RecursionError) as error:
            raise ExpressionError(f"cannot calculate {self.text!r}: {error}") from error

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether the condition is true for these facts."""
        return bool(self.evaluate(facts))


def _check(node: ast.AST, text: str) -> None:
    if not isinstance(node, _ALLOWED):
        raise ExpressionError(f"{type(node).__name__} is not allowed in the expression {text!r}")
    if isinstance(node, ast.Constant) and not isinstance(node.value, str | int | float | bool | None):
        raise ExpressionError(f"a value of the kind {type(node.value).__name__} is not allowed in {text!r}")
    if isinstance(node, ast.Name) and node.id.startswith("_"):
        raise ExpressionError(f"the name {node.id} is not allowed in {text!r}")


def _value(node: ast.expr, facts: Mapping[str, object]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return _CONSTANTS[name] if name in _CONSTANTS else facts.get(name)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_value(item, facts) for item in items]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, facts) else orelse, facts)
        case ast.BoolOp(op=op, values=values):
            return _all_or_any(isinstance(op, ast.And), values, facts)
        case ast.UnaryOp(op=op, operand=operand):
            return _unary(op, _value(operand, facts))
        case ast.BinOp(op=op, left=left, right=right):
            return _sum(op, _value(left, facts), _value(right, facts))
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _comparison(_value(left, facts), ops, others, facts)
    raise ExpressionError(f"{type(node).__name__} is not allowed")


def _all_or_any(all_of: bool, parts: list[ast.expr], facts: Mapping[str, object]) -> Any:
    value: Any = None
    for part in parts:
        value = _value(part, facts)
        if bool(value) is not all_of:
            break
    return value


def _unary(op: ast.unaryop, value: Any) -> Any:
    if isinstance(op, ast.Not):
        return not value
    _require_number(value)
    return -value if isinstance(op, ast.USub) else value


def _sum(op: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(op, ast.Add) and isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > _MAX_TEXT:
            raise ExpressionError("the text becomes too long")
        return left + right
    _require_number(left)
    _require_number(right)
    if isinstance(left, Decimal) and isinstance(right, float):
        right = Decimal(str(right))
    elif isinstance(left, float) and isinstance(right, Decimal):
        left = Decimal(str(left))
    result = _SUMS[type(op)](left, right)
    if abs(result) > _MAX_NUMBER:
        raise ExpressionError("the number becomes too big")
    return result


def _require_number(value: Any) -> None:
    if not isinstance(value, int | float | Decimal):
        raise ExpressionError(f"{value!r} is not a number")


def _comparison(left: Any, ops: list[ast.cmpop], others: list[ast.expr], facts: Mapping[str, object]) -> bool:
    for op, other in zip(ops, others, strict=True):
        right = _value(other, facts)
        if not _compare(op, left, right):
            return False
        left = right
    return True


def _compare(op: ast.cmpop, left: Any, right: Any) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        found = right is not None and not (left is None and isinstance(right, str)) and left in right
        return found is isinstance(op, ast.In)
    if type(op) in _SAME:
        return _SAME[type(op)](left, right)
    if left is None or right is None:
        return False
    return _ORDER[type(op)](left, right)
