from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from motcua.blocks.workflow.api import Assignment, Instance, ProcessVersion, Progress, Task, complete, deploy, open_tasks, start
from motcua.kernel.clock import VIETNAM

PROCESSES = Path(__file__).parent / "processes"
MONDAY = datetime(2022, 11, 14, 8, 0, tzinfo=VIETNAM)
UNITS = {"competent": 10, "competent/tu_phap_ho_tich": 11, "competent/cong_an": 12, "one_stop": 13}


def assign(assignment: Assignment) -> int:
    return UNITS[assignment.unit]


def due(start_at: datetime, hours: int) -> datetime:
    """Working hours of a house that works eight hours a day."""
    return start_at + timedelta(days=hours // 8, hours=hours % 8)


@pytest.fixture
def marriage_xml() -> str:
    return (PROCESSES / "marriage.bpmn").read_text(encoding="utf-8")


@pytest.fixture
def marriage(db: None, marriage_xml: str) -> ProcessVersion:
    return deploy("marriage", marriage_xml)


@pytest.fixture
def dossier(marriage: ProcessVersion) -> Instance:
    return start(marriage, subject=("dossier", 7), facts={}, assign=assign, due=due, at=MONDAY)


@pytest.fixture
def do() -> Callable[..., Progress]:
    """Complete the open task of dossier 7 at a node, as account 5."""

    def act(node: str, outcome: str = "", *, at: datetime = MONDAY, **facts: object) -> Progress:
        task = open_tasks("dossier", 7).get(node=node)
        return complete(task.pk, facts={"outcome": outcome, **facts}, at=at, by=5, assign=assign, due=due)

    return act


def nodes(tasks: "list[Task] | Progress") -> list[str]:
    return [task.node for task in tasks]
