"""The province's own files as the journeys read them: worked answers of a procedure, its tasks, and who holds which post."""

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import yaml

from motcua.blocks.forms.api import FormDefinition
from tests.journeys.browser_site import PROVINCE

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OURS = "{https://motcua.example/bpmn}"
TODAY = "2022-11-14"


@dataclass(frozen=True)
class Turn:
    """One task as the worked case has it: the unit and role that do it, and its outcome."""

    node: str
    unit: str
    role: str
    outcome: str


@dataclass(frozen=True)
class Worked:
    """One worked case of a procedure: the answers of a citizen, and what must come of them."""

    code: str
    name: str
    channel: str
    answers: Mapping[str, Any]
    route: tuple[tuple[str, str], ...]
    ends: str

    @cached_property
    def procedure(self) -> Mapping[str, Any]:
        return read_yaml(f"procedures/{self.code}/procedure.yaml")

    @cached_property
    def form(self) -> FormDefinition:
        text = (PROVINCE / "procedures" / self.code / "form.schema.json").read_text(encoding="utf-8")
        return FormDefinition.load(json.loads(text, object_hook=with_shared_list))

    @property
    def body(self) -> str:
        """The competent body of the journeys: the ward, the city, or the department."""
        performed_by = self.procedure["performed_by"]["body"]
        return {"commune": "14767", "district": "380", "commune/cong_an": "cong_an_14767", "district/bhxh": "bhxh_380"}.get(
            performed_by, performed_by
        )

    def turns(self) -> list[Turn]:
        """The tasks of the worked route in order, each with who does it."""
        tasks = tasks_of(self.code)
        return [
            Turn(node, unit_of(tasks[node][0], self.body), tasks[node][1], outcome)
            for node, outcome in self.route
            if tasks[node][1]  # a task without a role waits for another system
        ]

    def typed(self, page_id: str) -> dict[str, list[str]]:
        """What is typed into each input of a page."""
        return {name: [place_in_words(text) if name.endswith("-area") else text for text in texts] for name, texts in self._posted(page_id)}

    def typed_everywhere(self) -> dict[str, list[str]]:
        """What is typed into each input of the whole form."""
        return {name: texts for page in self.form.pages(self.answers) for name, texts in self.typed(page.id).items()}

    def _posted(self, page_id: str) -> list[tuple[str, list[str]]]:
        return list(self.form.posted(page_id, self.answers).items())


def worked_case(code: str, *, channel: str = "", ends: str = "", route: str = "") -> Worked:
    """The first worked case of a procedure that fits: by channel, end, or an outcome on its route."""
    for case in read_yaml(f"procedures/{code}/cases.yaml")["cases"]:
        way = tuple((step["node"], step["outcome"]) for step in case["route"])
        if not happened(case):
            continue
        fits = (not channel or case["channel"] == channel) and (not ends or case["ends"] == ends)
        if fits and (not route or route in {outcome for _node, outcome in way}):
            return Worked(code, case["name"], case["channel"], case["answers"], way, case["ends"])
    raise LookupError(f"{code}: no worked case with {channel or 'any channel'}, {ends or 'any end'}, {route or 'any route'}")


def with_shared_list(part: dict[str, Any]) -> dict[str, Any]:
    """Options that name a list shared by all forms stand for that list."""
    options = part.get("x-options")
    return {**part, "x-options": read_yaml("procedures/_lists.yaml")[options]} if isinstance(options, str) else part


def happened(case: Mapping[Any, Any]) -> bool:
    """Whether what the answers tell of lies in the past on the day of the journeys, as it did on the day of the case."""
    day = str(case.get("on", case.get(True)))  # YAML 1.1 reads an unquoted `on` as true
    return not any(isinstance(answer, str) and TODAY < answer <= day and len(answer) == 10 for answer in case["answers"].values())


@cache
def read_yaml(path: str) -> Any:
    return yaml.safe_load((PROVINCE / path).read_text(encoding="utf-8"))


@cache
def tasks_of(code: str) -> dict[str, tuple[str, str]]:
    """Unit text and role of each task of the process."""
    tree = ET.parse(PROVINCE / "procedures" / code / "process.bpmn")
    return {
        str(task.get("id")): (task.get(f"{OURS}unit", ""), task.get(f"{OURS}role", ""))
        for kind in ("userTask", "receiveTask")
        for task in tree.iter(f"{BPMN}{kind}")
    }


def unit_of(text: str, body: str) -> str:
    """The unit a process means by its text, for a competent body."""
    where, _, division = text.partition("/")
    if where.startswith("parent"):
        _, _, division = where.partition(":")
        where = parents()[body]
    elif where.startswith("body:"):
        where = where.removeprefix("body:")
    elif where == "competent":
        where = body
    return f"{where}/{division}" if division else where


@cache
def parents() -> dict[str, str]:
    with (PROVINCE / "units" / "territory_2022.csv").open(encoding="utf-8") as rows:
        return {row["code"]: row["parent_code"] for row in csv.DictReader(rows)}


@cache
def names() -> dict[str, str]:
    with (PROVINCE / "units" / "territory_2022.csv").open(encoding="utf-8") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}


def place_in_words(code: str) -> str:
    """A commune as a person chooses it from the list: its name and its district."""
    return f"{names()[code]}, {names()[parents()[code]]}" if code in parents() else code


def holder(unit: str, role: str) -> str:
    """The account that holds a post today."""
    for person in read_yaml("people/officials.yaml")["people"]:
        for post in person["posts"]:
            if str(post["unit"]) == unit and post["role"] == role and str(post.get("to", TODAY)) >= TODAY:
                return str(person["username"])
    raise LookupError(f"nobody is {role} of {unit} in people/officials.yaml")


def password() -> str:
    return str(read_yaml("people/officials.yaml")["demo_password"])
