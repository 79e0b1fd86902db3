"""Random small processes of the supported subset: the engine, the token game and the task rows tell the same story."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.blocks.workflow.actions.complete import complete
from motcua.blocks.workflow.actions.steps import awake
from motcua.blocks.workflow.api import Instance, Task, deploy, fire_timer, lint, start
from motcua.blocks.workflow.rules.definition import Definition, Flow, Node, read, tree_of
from motcua.blocks.workflow.rules.tokens import Game
from motcua.blocks.workflow.tests.conftest import MONDAY
from motcua.kernel.expressions import Expression

KINDS = ("task", "task", "sequence", "xor", "and", "or", "loop", "sub", "late")


class Drawing:
    """Draws a process block by block; every block has one way in and one way out."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.numbers = dice, count(1)
        self.nodes: list[str] = []
        self.flows: list[str] = []

    def xml(self, depth: int) -> str:
        first, last = self.block(depth)
        self.nodes += ['<startEvent id="s"/>', '<endEvent id="e"/>']
        self.arrow("s", first)
        self.arrow(last, "e")
        body = "\n".join(self.nodes + self.flows)
        return (
            '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="https://motcua.example/bpmn">'
            f'<process id="p" isExecutable="true">{body}</process></definitions>'
        )

    def block(self, depth: int) -> tuple[str, str]:
        kind = "task" if depth == 0 else self.dice.choice(KINDS)
        return getattr(self, f"_{kind}")(depth - 1)

    def arrow(self, source: str, target: str, condition: str = "") -> str:
        name = f"f{next(self.numbers)}"
        inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        self.flows.append(f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>')
        return name

    def node(self, tag: str, extra: str = "", inner: str = "") -> str:
        name = f"n{next(self.numbers)}"
        self.nodes.append(f'<{tag} id="{name}" {extra}>{inner}</{tag}>')
        return name

    def _task(self, _depth: int) -> tuple[str, str]:
        name = self.node(
            "userTask", 'name="Việc" motcua:step="examine" motcua:role="specialist" motcua:unit="competent" motcua:outcomes="a,b,c"'
        )
        return name, name

    def _sequence(self, depth: int) -> tuple[str, str]:
        (first, middle), (after, last) = self.block(depth), self.block(depth)
        self.arrow(middle, after)
        return first, last

    def _xor(self, depth: int) -> tuple[str, str]:
        return self._split("exclusiveGateway", depth)

    def _and(self, depth: int) -> tuple[str, str]:
        return self._split("parallelGateway", depth)

    def _or(self, depth: int) -> tuple[str, str]:
        return self._split("inclusiveGateway", depth)

    def _split(self, tag: str, depth: int) -> tuple[str, str]:
        before, split = self._task(0)[0], f"n{next(self.numbers)}"
        join = self.node(tag)
        default = ""
        for number in range(self.dice.choice((2, 2, 3))):
            first, last = self.block(depth)
            choosing = tag != "parallelGateway" and number > 0
            name = self.arrow(
                split, first, self.dice.choice(("outcome == 'a'", "outcome != 'b'", "outcome in ['a', 'c']")) if choosing else ""
            )
            default = default or name
            self.arrow(last, join)
        self.nodes.append(f'<{tag} id="{split}" {"" if tag == "parallelGateway" else f"default={chr(34)}{default}{chr(34)}"}/>')
        self.arrow(before, split)
        return before, join

    def _loop(self, depth: int) -> tuple[str, str]:
        merge, split = self.node("exclusiveGateway"), f"n{next(self.numbers)}"
        (first, last), asked = self.block(depth), self._task(0)[0]
        self.arrow(merge, first)
        self.arrow(last, asked)
        self.arrow(asked, split)
        self.arrow(split, merge, "outcome == 'b'")
        out = self.node("exclusiveGateway")
        default = self.arrow(split, out)
        self.nodes.append(f'<exclusiveGateway id="{split}" default="{default}"/>')
        return merge, out

    def _sub(self, depth: int) -> tuple[str, str]:
        inner = Drawing(self.dice)
        inner.numbers = self.numbers
        first, last = inner.block(depth)
        start_name, end_name = inner.node("startEvent"), inner.node("endEvent")
        inner.arrow(start_name, first)
        inner.arrow(last, end_name)
        name = self.node("subProcess", inner="\n".join(inner.nodes + inner.flows))
        return name, name

    def _late(self, depth: int) -> tuple[str, str]:
        owner, interrupting = self._task(0)[0], self.dice.choice(("true", "false"))
        event = self.node(
            "boundaryEvent", f'attachedToRef="{owner}" cancelActivity="{interrupting}"', '<timerEventDefinition motcua:hours="8"/>'
        )
        first, last = self.block(depth)
        self.arrow(event, first)
        if interrupting == "true":
            merge = self.node("exclusiveGateway")
            self.arrow(owner, merge)
            self.arrow(last, merge)
            return owner, merge
        self.arrow(last, self.node("endEvent"))
        return owner, owner


def decided(definition: Definition, facts: dict[str, object]) -> Callable[[Node], list[list[Flow]]]:
    """How gateways choose for these facts: an oracle apart from the engine."""

    def choices(gateway: Node) -> list[list[Flow]]:
        flows = definition.outgoing[gateway.id]
        held = [flow for flow in flows if flow.condition and Expression.parse(flow.condition).evaluate(facts)]
        chosen = (held[:1] if gateway.kind == "exclusiveGateway" else held) or [flow for flow in flows if not flow.condition]
        return [chosen]

    return choices


def drawn(seed: int, depth: int) -> Iterator[str]:
    xml = Drawing(random.Random(seed)).xml(depth)
    if not lint(xml):
        yield xml


def open_rows(instance: Instance) -> list[Task]:
    return list(Task.objects.filter(instance=instance, completed_at__isnull=True).order_by("id"))


@pytest.mark.django_db
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(seed=st.integers(0, 10**6), depth=st.integers(1, 4))
def test_random_processes_run_to_an_end_and_rows_equal_the_waiting_places_of_the_engine(seed: int, depth: int) -> None:
    for xml in drawn(seed, depth):
        dice = random.Random(seed)
        definition = read(tree_of(xml))
        instance = start(deploy(f"p{seed}", xml), subject=("dossier", seed), facts={"outcome": "a"}, assign=lambda _: 1, at=MONDAY)
        (marking,) = Game(definition, decided(definition, {"outcome": "a"})).first()
        for step in range(200):
            rows = open_rows(instance)
            instance.refresh_from_db()
            if instance.ended_at is not None:
                assert rows == []
                assert Game(definition, decided(definition, {})).waiting(marking) == []
                break
            assert Counter((row.token, row.node) for row in rows) == Counter(
                (place.token, place.node) for place in awake(instance, {}).waiting()
            )
            assert sorted(row.node for row in rows) == Game(definition, decided(definition, {})).waiting(marking)
            row = dice.choice(rows)
            facts = {"outcome": dice.choice("abc") if step < 40 else "a"}
            if row.kind == Task.TIMER:
                fire_timer(row.pk, facts=facts, at=MONDAY, assign=lambda _: 1)
            else:
                complete(row.pk, facts=facts, at=MONDAY, by=1, assign=lambda _: 1)
            (marking,) = Game(definition, decided(definition, facts)).after(marking, row.node)
        else:
            pytest.fail("the process did not come to an end in 200 steps")
