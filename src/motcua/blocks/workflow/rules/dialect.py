"""Our dialect of SpiffWorkflow: its parser with the supported subset only, and the few parts we replace, by its own extension points.

- Its script engine runs any Python; ours evaluates whitelisted expressions on facts handed in for one step.
- Its timers look at the wall clock; ours wait until somebody says that they are due.
- Its joins let the second round of a loop pass too early; ours count each arrival once.
"""

import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NoReturn

from lxml import etree

# SpiffWorkflow ships without type information; everything it gives us stays inside this file and `engine`.
from SpiffWorkflow.bpmn.parser import event_parsers, task_parsers  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.parser.util import full_tag  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.specs import defaults  # type: ignore[import-untyped]
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition  # type: ignore[import-untyped]
from SpiffWorkflow.task import Task as Token  # type: ignore[import-untyped]
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]

from motcua.kernel.expressions import Expression, ExpressionError

CONSUMED = "consumed"
ACTIVE = TaskState.READY | TaskState.WAITING | TaskState.STARTED
EXPECTED = TaskState.FUTURE | TaskState.LIKELY | TaskState.MAYBE

# Its loggers build a copy of everything they could say at every change of state unless they are told to be quiet.
for _name in ("spiff.task", "spiff.workflow"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class StuckError(Exception):
    """The process cannot go on with these facts (a condition cannot be evaluated, or none holds)."""


class Awaited(EventDefinition):  # type: ignore[misc]
    """An event that happens when we say so: a timer fallen due, a message received."""

    def catches(self, my_task: Token, event: object) -> bool:
        return False


class Conditions:
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


class Joins:
    """What both joining gateways share: an arrival is consumed once, so that a loop waits afresh on its next round.

    SpiffWorkflow 3.2 counts arrivals of an earlier round again and lets the second round pass too early.
    """

    def _consume(self, my_task: Token) -> None:
        for task in my_task.workflow.tasks.values():
            if task.task_spec is self and task.parent.state == TaskState.COMPLETED:
                task.internal_data[CONSUMED] = True

    def _arrived(self, my_task: Token) -> set[str]:
        """The names of the specs whose arrow into this gateway holds a token."""
        return {
            task.parent.task_spec.name
            for task in my_task.workflow.tasks.values()
            if task.task_spec is self and CONSUMED not in task.internal_data and task.parent.state == TaskState.COMPLETED
        }


class _Parallel(Joins, defaults.ParallelGateway):  # type: ignore[misc]
    def _check_threshold_unstructured(self, my_task: Token) -> bool:
        return self._arrived(my_task) >= {spec.name for spec in self.inputs}

    def _run_hook(self, my_task: Token) -> bool:
        self._consume(my_task)
        return True


class _Inclusive(Joins, defaults.InclusiveGateway):  # type: ignore[misc]
    def _check_threshold_unstructured(self, my_task: Token) -> bool:
        """Wait while a token elsewhere can still come in by an empty arrow and not by one that is already taken."""
        arrived = self._arrived(my_task)
        taken = self._upstream(spec for spec in self.inputs if spec.name in arrived)
        empty = self._upstream(spec for spec in self.inputs if spec.name not in arrived)
        held = {task.task_spec.name for task in my_task.workflow.tasks.values() if task.has_state(ACTIVE) and task.task_spec is not self}
        return not held & (empty - taken)

    def _run_hook(self, my_task: Token) -> bool:
        self._consume(my_task)
        matches, defaults = self._get_matching_outputs(my_task)
        if not (matches or defaults):
            raise StuckError(f"no condition holds at {self.name}")
        my_task._sync_children(matches or defaults, TaskState.FUTURE)
        for child in my_task.children:
            child.task_spec._predict(child, mask=EXPECTED)
        return True

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
    """Parser part: timers and messages become `Awaited`, whatever their definition says."""

    def parse_timer_event(self, event: etree._Element) -> Awaited:
        return Awaited(event.get("id"), "timer")

    def parse_message_event(self, event: etree._Element) -> Awaited:
        return Awaited(event.get("id"), "message")


class _Catch(_Waits, event_parsers.IntermediateCatchEventParser):  # type: ignore[misc]
    pass


class _Boundary(_Waits, event_parsers.BoundaryEventParser):  # type: ignore[misc]
    pass


class _Receive(_Waits, event_parsers.ReceiveTaskParser):  # type: ignore[misc]
    pass


class Parser(BpmnParser):  # type: ignore[misc]
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
