import hashlib
import zlib
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction

from motcua.blocks.workflow.models import ProcessVersion
from motcua.blocks.workflow.rules.definition import Problem
from motcua.blocks.workflow.rules.engine import compile_process
from motcua.blocks.workflow.rules.lint import problems_in
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words


class ProcessRefused(InvalidInput):
    """The process file has problems; `problems` lists them all, with lines."""

    code = "process_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(
            words("The process cannot be used: %(count)s problems. The first, in line %(line)s: %(first)s"),
            params={"count": len(problems), "line": first.line, "first": first.message % first.params if first.params else first.message},
            way_out=first.way_out,
            fields=[FieldError(problem.element or str(problem.line), problem.message, problem.params) for problem in problems],
        )
        self.problems = tuple(problems)


def deploy(key: str, bpmn_xml: str, *, known_names: Collection[str] | None = None) -> ProcessVersion:
    """Keep a process file as a new version of `key`; the same content gives the version that already holds it.

    `known_names`: the facts conditions may ask for (None: any). Raises `ProcessRefused` with every problem found, `Conflict`
    when somebody deploys the same key at the same moment.
    """
    _, problems = problems_in(bpmn_xml, known_names)
    if problems:
        raise ProcessRefused(problems)
    compile_process(bpmn_xml)
    data = bpmn_xml.encode()
    digest = hashlib.sha256(data).hexdigest()
    try:
        with transaction.atomic():
            versions = ProcessVersion.objects.filter(key=key).only("id", "key", "number", "sha256")
            same = versions.filter(sha256=digest).first()
            if same is not None:
                return same
            latest = versions.order_by("-number").first()
            return ProcessVersion.objects.create(
                key=key,
                number=latest.number + 1 if latest else 1,
                sha256=digest,
                xml=zlib.compress(data, 9),
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise Conflict(
            words("Somebody else is deploying the process %(key)s at the same moment."), params={"key": key}, way_out=words("Try again.")
        ) from error
