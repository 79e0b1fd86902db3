"""The engine: SpiffWorkflow behind a small door, with our own memory.

Its serializer keeps the whole model and all data; ours keeps the tokens, and of the past only what later steps ask about.
Facts never enter its tasks, so they cannot reach the saved state.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

# SpiffWorkflow ships without type information; everything it gives us stays inside this file and `dialect`.
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow  # type: ignore[import-untyped]
from SpiffWorkflow.exceptions import SpiffWorkflowException  # type: ignore[import-untyped]
from SpiffWorkflow.task import Task as Token  # type: ignore[import-untyped]
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]

from motcua.blocks.workflow.rules.definition import Definition, read, tree_of
from motcua.blocks.workflow.rules.dialect import ACTIVE, CONSUMED, EXPECTED, Awaited, Conditions, Joins, Parser, StuckError

STATE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Compiled:
    """A process ready to run: what the file says, and the engine's own model of it. Never changed after it is made."""

    definition: Definition
    spec: Any
    parts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One place where the process waits for a person, a message or a moment. `token` is unique in its instance for ever."""

    token: int
    node: str


def compile_process(bpmn_xml: str) -> Compiled:
    """Parse a file that passed the linter."""
    root = tree_of(bpmn_xml)
    definition = read(root)
    parser = Parser()
    parser.add_bpmn_xml(root)
    return Compiled(definition, parser.get_spec(definition.id), parser.get_subprocess_specs(definition.id))


class Run:
    """One running instance in memory. Get it from `begin` or `resume`, move it, `dump` it, let it go."""

    def __init__(self, compiled: Compiled, workflow: Any, next_token: int) -> None:
        self.compiled = compiled
        self._workflow = workflow
        self._next = next_token
        self._names: dict[object, int] = {}

    @property
    def ended(self) -> bool:
        return bool(self._workflow.is_completed())

    def waiting(self) -> list[Waiting]:
        """Where it waits now, in the order in which the places were reached."""
        found = [Waiting(self._token(task.id), task.task_spec.bpmn_id) for task in self._tasks() if _is_waiting(task)]
        return sorted(found, key=lambda place: place.token)

    def complete(self, token: int) -> None:
        """A person is done. Raises KeyError when the process does not wait there."""
        self._move(token, lambda task: task.run())

    def fire(self, token: int) -> None:
        """The moment has come, or the message has been received. Raises KeyError when the process does not wait there."""
        self._move(token, _happen)

    def dump(self) -> bytes:
        """The tokens, compressed. Holds names of nodes and numbers, never facts."""
        subs = [sub for sub in self._workflow.subprocesses.values() if not sub.completed]
        scopes = [[0, self._rows(self._workflow)], *([self._token(sub.parent_task_id), self._rows(sub)] for sub in subs)]
        return zlib.compress(orjson.dumps({"v": STATE_VERSION, "next": self._next, "scopes": scopes}), 6)

    def _move(self, token: int, act: Callable[[Token], object]) -> None:
        task = next((task for task in self._tasks() if self._token(task.id) == token and _is_waiting(task)), None)
        if task is None:
            raise KeyError(token)
        _advance(self._workflow, lambda: act(task))

    def _tasks(self) -> Iterator[Token]:
        yield from self._workflow.tasks.values()
        for sub in self._workflow.subprocesses.values():
            yield from sub.tasks.values()

    def _rows(self, workflow: Any) -> list[list[object]]:
        """The tree without the past that no later step asks about, so that a process may go round for years."""
        root, top = workflow.task_tree, _needed_from(workflow)
        if top is root:
            return [self._row(task, task._parent, task._children) for task in _subtree(workflow, root)]
        past = self._row(root, None, [top.id])
        return [past, *(self._row(task, root.id if task is top else task._parent, task._children) for task in _subtree(workflow, top))]

    def _row(self, task: Token, parent: object, children: list[object]) -> list[object]:
        return [
            self._token(task.id),
            task.task_spec.name,
            task.state,
            self._token(parent) if parent is not None else 0,
            [self._token(child) for child in children],
            int(task.triggered) + 2 * bool(task.internal_data.get("event_fired")) + 4 * (CONSUMED in task.internal_data),
        ]

    def _token(self, engine_id: object) -> int:
        if isinstance(engine_id, int):
            return engine_id
        if engine_id not in self._names:
            self._names[engine_id] = self._next
            self._next += 1
        return self._names[engine_id]


def begin(compiled: Compiled, facts: Mapping[str, object]) -> Run:
    """Start a new instance and run it to its first waiting places. Raises `StuckError`."""
    workflow = BpmnWorkflow(compiled.spec, compiled.parts, script_engine=Conditions(facts))
    _advance(workflow, lambda: None)
    return Run(compiled, workflow, 1)


def resume(compiled: Compiled, state: bytes, facts: Mapping[str, object]) -> Run:
    """Bring a dumped instance back; `state` must be of the current version (`rules.state.upgraded`)."""
    kept = orjson.loads(zlib.decompress(state))
    workflow = BpmnWorkflow(compiled.spec, compiled.parts, script_engine=Conditions(facts), deserializing=True)
    for parent_token, rows in kept["scopes"]:
        if not parent_token:
            _restore(workflow, workflow, rows)
            continue
        parent = next(task for task in _all_tasks(workflow) if task.id == parent_token)
        sub = BpmnSubWorkflow(compiled.parts[parent.task_spec.spec], parent_token, workflow, deserializing=True)
        workflow.subprocesses[parent_token] = sub
        _restore(workflow, sub, rows)
        sub.completed_event.connect(parent.task_spec._on_subworkflow_completed, parent)
    return Run(compiled, workflow, kept["next"])


def transplant(target: Compiled, state: bytes) -> Run:
    """Bring an instance back under another version: the past as it was, the future as the other version draws it.

    Ask `rules.moving.obstacles` first. Raises KeyError when the other version lacks a node the past went through.
    """
    kept = orjson.loads(zlib.decompress(state))
    for scope in kept["scopes"]:
        rows = [row for row in scope[1] if not row[2] & EXPECTED]
        past = {row[0] for row in rows}
        scope[1] = [[*row[:4], [child for child in row[4] if child in past], row[5]] for row in rows]
    run = resume(target, zlib.compress(orjson.dumps(kept)), {})
    for task in list(run._tasks()):
        if task.has_state(ACTIVE):
            task.task_spec._predict(task, mask=TaskState.NOT_FINISHED_MASK)
    return run


def passed(state: bytes) -> list[tuple[str, bool]]:
    """The engine's own names in a saved state that were reached so far, each with whether it holds a token now."""
    scopes = orjson.loads(zlib.decompress(state))["scopes"]
    return [(row[1], bool(row[2] & ACTIVE)) for _, rows in scopes for row in rows if not row[2] & EXPECTED]


def _restore(top: Any, workflow: Any, rows: list[list[Any]]) -> None:
    for token, name, state, parent, children, flags in rows:
        task = Token(workflow, workflow.spec.task_specs[name], state=state, id=token)
        task._parent = parent or None
        task._children = children
        task.triggered = bool(flags & 1)
        if flags & 2:
            task.internal_data["event_fired"] = True
        if flags & 4:
            task.internal_data[CONSUMED] = True
        if state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            top.event_manager.add_task(task)
    workflow.task_tree = workflow.tasks[rows[0][0]]


def _subtree(workflow: Any, top: Token) -> Iterator[Token]:
    left = [top]
    while left:
        task = left.pop()
        yield task
        left.extend(workflow.tasks[child] for child in task._children)


def _needed_from(workflow: Any) -> Token:
    """The lowest completed task above everything that is not finished, and above every arrival that a join still counts."""
    lines = [_line_of(workflow, task) for task in workflow.tasks.values() if _is_needed(task)]
    if not lines:
        return workflow.task_tree
    shared = [steps[0] for steps in zip(*lines, strict=False) if all(step is steps[0] for step in steps)]
    return next((task for task in reversed(shared) if task.state == TaskState.COMPLETED), workflow.task_tree)


def _is_needed(task: Token) -> bool:
    if not task.has_state(TaskState.FINISHED_MASK):
        return not task.has_state(EXPECTED)
    return isinstance(task.task_spec, Joins) and CONSUMED not in task.internal_data and task.parent.state == TaskState.COMPLETED


def _line_of(workflow: Any, task: Token) -> list[Token]:
    """The task with everything above it, from the root down."""
    line = [task]
    while line[-1]._parent is not None:
        line.append(workflow.tasks[line[-1]._parent])
    return line[::-1]


def _all_tasks(workflow: Any) -> Iterator[Token]:
    yield from workflow.tasks.values()
    for sub in workflow.subprocesses.values():
        yield from sub.tasks.values()


def _advance(workflow: Any, act: Callable[[], object]) -> None:
    try:
        act()
        workflow.do_engine_steps()
    except SpiffWorkflowException as error:
        raise StuckError(str(error)) from error


def _happen(task: Token) -> None:
    task._set_internal_data(event_fired=True)
    task.task_spec._update(task)


def _is_waiting(task: Token) -> bool:
    if task.state == TaskState.READY:
        return bool(task.task_spec.manual)
    return task.state == TaskState.WAITING and isinstance(getattr(task.task_spec, "event_definition", None), Awaited)
