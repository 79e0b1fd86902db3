from collections.abc import Callable, Mapping

from django.utils.translation import gettext, override

from motcua.blocks.workflow.models import ProcessVersion
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.outline import Line, outline_of
from motcua.blocks.workflow.rules.picture import Language, Mark, svg


def picture(
    version: ProcessVersion, marks: Mapping[str, Mark], language: Language = "vi", *, who: Callable[[str, str], str] | None = None
) -> str:
    """The process as inline SVG with its steps marked done, here, next or late.

    Painted by classes alone: process, process-node, process-done|here|next|late, process-lane, process-flow…; the page brings
    the style sheet. `who` names the post of a (role, unit text) at the head of its lane; without it lanes have no names.
    """
    with override(language):
        return svg(compiled(version).definition, marks, language, say=gettext, who=who)


def outline(version: ProcessVersion) -> list[Line]:
    """The steps of the process in reading order, for a table or a screen reader."""
    return outline_of(compiled(version).definition)
