"""Periods of an index in words."""

from django.utils.translation import gettext as _

from motcua.insight.indexes.api import Span


def span_words(span: Span) -> str:
    """A period in words."""
    if span.kind == "month":
        return _("month %(month)s of %(year)s") % {"month": span.first.month, "year": span.first.year}
    if span.kind == "quarter":
        return _("quarter %(quarter)s of %(year)s") % {"quarter": (span.first.month + 2) // 3, "year": span.first.year}
    return _("the year %(year)s") % {"year": span.first.year}
