from collections.abc import Collection

from motcua.blocks.workflow.rules.definition import Problem
from motcua.blocks.workflow.rules.lint import problems_in


def lint(bpmn_xml: str, known_names: Collection[str] | None = None) -> list[Problem]:
    """Everything that keeps a process file from being deployed, in the order of its lines; empty when nothing does.

    `known_names` are the facts that conditions may ask for besides ``outcome``; None lets every name pass.
    """
    return problems_in(bpmn_xml, known_names)[1]
