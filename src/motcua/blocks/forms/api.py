"""Forms written as JSON Schema: pages, reading, checking, prefilling and showing answers."""

from motcua.blocks.forms.queries.form import Answers, FormDefinition, PageResult, SummaryRow
from motcua.blocks.forms.rules.fields import WIDGETS, Bilingual, Field, Option, Page, Widget
from motcua.blocks.forms.rules.limits import OPEN, Limit, limits_of
from motcua.blocks.forms.rules.loading import FormError, FormProblem
from motcua.blocks.forms.rules.reading import Area, FindArea

__all__ = [
    "OPEN",
    "WIDGETS",
    "Answers",
    "Area",
    "Bilingual",
    "Field",
    "FindArea",
    "FormDefinition",
    "FormError",
    "FormProblem",
    "Limit",
    "Option",
    "Page",
    "PageResult",
    "SummaryRow",
    "Widget",
    "limits_of",
]
