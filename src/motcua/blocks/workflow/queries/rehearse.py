"""Play a process without storing anything: which steps come, for whom, and where it waits then."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.blocks.workflow.models import ProcessVersion
from motcua.blocks.workflow.ports import Facts
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.definition import HUMAN, Node
from motcua.blocks.workflow.rules.engine import begin, resume


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a play: the nodes done in order with their tokens, those that wait, and the state to keep (None: it ended).

    `opened` says for each token after how many finished steps it was opened.
    """

    done: tuple[tuple[int, Node], ...]
    waiting: tuple[tuple[int, Node], ...]
    opened: dict[int, int]
    state: bytes | None


def rehearse(version: ProcessVersion, outcomes: Sequence[str], *, facts: Facts) -> Rehearsal:
    """Start the process and end its first waiting step with each outcome in turn.

    Raises `ValueError` when it comes to a step that no person takes or that does not offer the outcome, or ends before the outcomes do.
    """
    run = begin(compiled(version), {**facts, "outcome": ""})
    nodes = run.compiled.definition.nodes
    opened = {place.token: 0 for place in run.waiting()}
    done: list[tuple[int, Node]] = []
    for count, outcome in enumerate(outcomes, start=1):
        place = next(iter(run.waiting()), None)
        if place is None or nodes[place.node].kind not in HUMAN:
            raise ValueError(f"{version}: no person is asked in step {count}")
        node = nodes[place.node]
        if node.outcomes and outcome not in node.outcomes:
            raise ValueError(f"{version}: {node.id} cannot end with {outcome}")
        state = run.dump()
        run = resume(compiled(version), state, {**facts, "outcome": outcome})
        run.complete(place.token)
        done.append((place.token, node))
        for here in run.waiting():
            opened.setdefault(here.token, count)
    waiting = tuple((place.token, nodes[place.node]) for place in run.waiting())
    return Rehearsal(tuple(done), waiting, opened, None if run.ended else run.dump())
