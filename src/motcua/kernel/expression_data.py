"""An expression as nested lists, for a reader in another language: the browser of a desk without network."""

import ast
from typing import Any

from motcua.kernel.expressions import Expression

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "==",
    ast.IsNot: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_CONSTANTS = {"true": True, "false": False, "null": None, "none": None}


def expression_data(expression: Expression) -> list[Any]:
    """``so > 1`` becomes ``["compare", ["name", "so"], [[">", ["value", 1]]]]``."""
    return _data(ast.parse(expression.text.strip(), mode="eval").body)


def _data(node: ast.expr) -> list[Any]:
    match node:
        case ast.Constant(value=value):
            return ["value", value]
        case ast.Name(id=name):
            return ["value", _CONSTANTS[name]] if name in _CONSTANTS else ["name", name]
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return ["list", [_data(item) for item in items]]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return ["if", _data(test), _data(body), _data(orelse)]
        case ast.BoolOp(op=op, values=values):
            return ["and" if isinstance(op, ast.And) else "or", [_data(value) for value in values]]
        case ast.UnaryOp(op=op, operand=operand):
            return ["not" if isinstance(op, ast.Not) else "minus" if isinstance(op, ast.USub) else "plus", _data(operand)]
        case ast.BinOp(op=op, left=left, right=right):
            return ["sum", _SIGNS[type(op)], _data(left), _data(right)]
        case ast.Compare(left=left, ops=ops, comparators=others):
            return ["compare", _data(left), [[_SIGNS[type(op)], _data(other)] for op, other in zip(ops, others, strict=True)]]
    raise ValueError(f"{type(node).__name__} is no part of an expression")
