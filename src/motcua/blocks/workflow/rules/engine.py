"""The engine: SpiffWorkflow behind a small door, with our own conditions, timers and memory.

What we change by its own extension points, and why:
- its script engine runs any Python; ours evaluates whitelisted expressions on facts handed in for one step;
- its timers look at the wall clock; ours wait until somebody says that they are due;
- its joins let the second round of a loop pass too early; ours count each arrival once;
- its serializer keeps the whole model and all data; ours keeps the tokens only.
Facts never enter its tasks, so they cannot reach the saved state.
"""

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

import orjson
from lxml import etree

# SpiffWorkflow ships without type information; everything it gives us stays inside this file.
from SpiffWorkflow.bpmn.parser import event_parsers, task_parsers  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.util import full_tag  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.specs import defaults  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow  # type: ignore[import-untyped]
from SpiffWorkflow.exceptions import SpiffWorkflowException  # type: ignore[import-untyped]
from SpiffWorkflow.task import Task as Token  # type: ignore[import-untyped]
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]

from motcua.blocks.workflow.rules.definition import Definition, read, tree_of
from motcua.kernel.expressions import Expression, ExpressionError

STATE_VERSION = 1
_CONSUMED = "consumed"
_ACTIVE = TaskState.READY | TaskState.WAITING | TaskState.STARTED
_EXPECTED = TaskState.FUTURE | TaskState.LIKELY | TaskState.MAYBE

# Its loggers build a copy of everything they could say at every change of state unless they are told to be quiet.
for _name in ("spiff.task", "spiff.workflow"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class StuckError(Exception):
    """The process cannot go on with these facts (a condition cannot be evaluated, or none holds)."""


class _Awaited(EventDefinition):  # type: ignore[misc]
    """An event that happens when we say so: a timer fallen due, a message received."""

    def catches(self, my_task: Token, event: object) -> bool:
        return False


class _Conditions:
    """Stands in place of SpiffWorkflow's Python script engine: conditions on facts, and nothing else."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        self.facts = facts
        self.environment = self

    def evaluate(self, task: Token, expression: str, external_context: object = None) -> object:
        try:
            return _expression(expression).evaluate(self.facts)
        except ExpressionError as error:
            raise StuckError(str(error)) from error

    def execute(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise StuckError("a process may not run scripts")

    call_service = execute


@lru_cache(maxsize=4096)
def _expression(text: str) -> Expression:
    return Expression.parse(text)


class _Joins:
    """What both joining gateways share: an arrival is consumed once, so that a loop waits afresh on its next round.

    SpiffWorkflow 3.2 counts arrivals of an earlier round again and lets the second round pass too early.
    """

    def _run_hook(self, my_task: Token) -> bool:
        for task in my_task.workflow.tasks.values():
            if task.task_spec is self and task.parent.state == TaskState.COMPLETED:
                task.internal_data[_CONSUMED] = True
        return bool(super()._run_hook(my_task))  # type: ignore[misc] # the gateway it is mixed into

    def _arrived(self, my_task: Token) -> set[str]:
        """The names of the specs whose arrow into this gateway holds a token."""
        return {
            task.parent.task_spec.name
            for task in my_task.workflow.tasks.values()
            if task.task_spec is self and _CONSUMED not in task.internal_data and task.parent.state == TaskState.COMPLETED
        }


class _Parallel(_Joins, defaults.ParallelGateway):  # type: ignore[misc]
    def _check_threshold_unstructured(self, my_task: Token) -> bool:
        return self._arrived(my_task) >= {spec.name for spec in self.inputs}


class _Inclusive(_Joins, defaults.InclusiveGateway):  # type: ignore[misc]
    def _check_threshold_unstructured(self, my_task: Token) -> bool:
        """Wait while a token elsewhere can still come in by an empty arrow and not by one that is already taken."""
        arrived = self._arrived(my_task)
        taken = self._upstream(spec for spec in self.inputs if spec.name in arrived)
        empty = self._upstream(spec for spec in self.inputs if spec.name not in arrived)
        held = {task.task_spec.name for task in my_task.workflow.tasks.values() if task.has_state(_ACTIVE) and task.task_spec is not self}
        return not held & (empty - taken)

    def _upstream(self, specs: Iterable[Any]) -> set[str]:
        found: set[str] = set()
        left = list(specs)
        while left:
            spec = left.pop()
            if spec is not self and spec.name not in found:
                found.add(spec.name)
                left.extend(spec.inputs)
        return found


class _Waits:
    """Parser part: timers and messages become `_Awaited`, whatever their definition says."""

    def parse_timer_event(self, event: etree._Element) -> _Awaited:
        return _Awaited(event.get("id"), "timer")

    def parse_message_event(self, event: etree._Element) -> _Awaited:
        return _Awaited(event.get("id"), "message")


class _Catch(_Waits, event_parsers.IntermediateCatchEventParser):  # type: ignore[misc]
    pass


class _Boundary(_Waits, event_parsers.BoundaryEventParser):  # type: ignore[misc]
    pass


class _Receive(_Waits, event_parsers.ReceiveTaskParser):  # type: ignore[misc]
    pass


class _Parser(BpmnParser):  # type: ignore[misc]
    """Knows the supported subset only: whatever the linter should miss, this refuses."""

    PARSER_CLASSES = {  # noqa: RUF012 -- the name and kind are the base class's
        full_tag("startEvent"): (event_parsers.StartEventParser, defaults.StartEvent),
        full_tag("endEvent"): (event_parsers.EndEventParser, defaults.EndEvent),
        full_tag("userTask"): (TaskParser, defaults.UserTask),
        full_tag("manualTask"): (TaskParser, defaults.ManualTask),
        full_tag("receiveTask"): (_Receive, defaults.ReceiveTask),
        full_tag("subProcess"): (task_parsers.SubWorkflowParser, defaults.SubWorkflowTask),
        full_tag("exclusiveGateway"): (task_parsers.ConditionalGatewayParser, defaults.ExclusiveGateway),
        full_tag("inclusiveGateway"): (task_parsers.ConditionalGatewayParser, _Inclusive),
        full_tag("parallelGateway"): (task_parsers.GatewayParser, _Parallel),
        full_tag("intermediateCatchEvent"): (_Catch, defaults.IntermediateCatchEvent),
        full_tag("boundaryEvent"): (_Boundary, defaults.BoundaryEvent),
    }


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
    parser = _Parser()
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
        root = workflow.task_tree
        tasks = [root, *(task for task in workflow.tasks.values() if task is not root)]
        return [
            [
                self._token(task.id),
                task.task_spec.name,
                task.state,
                self._token(task._parent) if task._parent is not None else 0,
                [self._token(child) for child in task._children],
                int(task.triggered) + 2 * bool(task.internal_data.get("event_fired")) + 4 * (_CONSUMED in task.internal_data),
            ]
            for task in tasks
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
    workflow = BpmnWorkflow(compiled.spec, compiled.parts, script_engine=_Conditions(facts))
    _advance(workflow, lambda: None)
    return Run(compiled, workflow, 1)


def resume(compiled: Compiled, state: bytes, facts: Mapping[str, object]) -> Run:
    """Bring a dumped instance back; `state` must be of the current version (`rules.state.upgraded`)."""
    kept = orjson.loads(zlib.decompress(state))
    workflow = BpmnWorkflow(compiled.spec, compiled.parts, script_engine=_Conditions(facts), deserializing=True)
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
        rows = [row for row in scope[1] if not row[2] & _EXPECTED]
        past = {row[0] for row in rows}
        scope[1] = [[*row[:4], [child for child in row[4] if child in past], row[5]] for row in rows]
    run = resume(target, zlib.compress(orjson.dumps(kept)), {})
    for task in list(run._tasks()):
        if task.has_state(_ACTIVE):
            task.task_spec._predict(task, mask=TaskState.NOT_FINISHED_MASK)
    return run


def passed(state: bytes) -> list[tuple[str, bool]]:
    """The engine's own names in a saved state that were reached so far, each with whether it holds a token now."""
    scopes = orjson.loads(zlib.decompress(state))["scopes"]
    return [(row[1], bool(row[2] & _ACTIVE)) for _, rows in scopes for row in rows if not row[2] & _EXPECTED]


def _restore(top: Any, workflow: Any, rows: list[list[Any]]) -> None:
    for token, name, state, parent, children, flags in rows:
        task = Token(workflow, workflow.spec.task_specs[name], state=state, id=token)
        task._parent = parent or None
        task._children = children
        task.triggered = bool(flags & 1)
        if flags & 2:
            task.internal_data["event_fired"] = True
        if flags & 4:
            task.internal_data[_CONSUMED] = True
        if state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            top.event_manager.add_task(task)
    workflow.task_tree = workflow.tasks[rows[0][0]]


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
    return task.state == TaskState.WAITING and isinstance(getattr(task.task_spec, "event_definition", None), _Awaited)
