"""The size budget: what does not read in one breath is not finished.

file <= 400 lines and 95 % <= 250; function <= 60 lines and 95 % <= 30; no first-party import inside a
function; every signature typed (mypy checks the types, this checks that they are there).

    python -m tools.size_budget [folder ...]      exit 0 within budget, 1 over it
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FILE_MAX, FILE_95 = 400, 250
FUNCTION_MAX, FUNCTION_95 = 60, 30
SKIPPED = {"migrations"}


@dataclass
class Measured:
    """Lengths found, and sentences about what breaks a hard limit."""

    files: list[int] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def measure(folders: list[Path]) -> Measured:
    """Read every Python file below the folders, migrations left out."""
    found = Measured()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        if SKIPPED & set(path.parts):
            continue
        text = path.read_text()
        if not text.strip():
            continue
        lines = text.count("\n")
        found.files.append(lines)
        if lines > FILE_MAX:
            found.faults.append(f"{path}: {lines} lines, at most {FILE_MAX}")
        _functions(path, ast.parse(text), found)
    for name, lengths, limit in (("files", found.files, FILE_95), ("functions", found.functions, FUNCTION_95)):
        over = sum(length > limit for length in lengths)
        if lengths and over > 0.05 * len(lengths):
            found.faults.append(f"{over} of {len(lengths)} {name} are longer than {limit} lines; at most 5 %")
    return found


def _functions(path: Path, tree: ast.AST, found: Measured) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        found.functions.append(length)
        if length > FUNCTION_MAX:
            found.faults.append(f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_MAX}")
        found.faults.extend(f"{path}:{line}: first-party import inside {node.name}" for line in _inner_imports(node))
        if "tests" not in path.parts and not _is_typed(node):
            found.faults.append(f"{path}:{node.lineno}: {node.name} has an untyped signature")


def _inner_imports(function: ast.AST) -> Iterator[int]:
    for node in ast.walk(function):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "motcua":
            yield node.lineno
        if isinstance(node, ast.Import) and any(name.name.split(".")[0] == "motcua" for name in node.names):
            yield node.lineno


def _is_typed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    if arguments and arguments[0].arg in {"self", "cls"}:
        arguments = arguments[1:]
    return function.returns is not None and all(argument.annotation for argument in arguments)


def main(arguments: list[str]) -> int:
    """Print what is over budget."""
    folders = [Path(argument) for argument in arguments] or [Path("src"), Path("tools"), Path("tests")]
    found = measure(folders)
    for fault in found.faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(
        f"{len(found.files)} files, longest {max(found.files, default=0)}; "
        f"{len(found.functions)} functions, longest {max(found.functions, default=0)}\n"
    )
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
