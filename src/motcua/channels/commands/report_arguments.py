"""What `motcua report` may be given."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path


def reporting(verb: Callable[..., ArgumentParser]) -> None:
    """The reports that are made from records."""
    kinds = verb("report", help="make reports from the records").add_subparsers(dest="what", required=True, metavar="REPORT")
    reform = kinds.add_parser("reform", help="the report on administrative reform")
    _of_a_period(reform)
    form = reform.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the figures for machines")
    for name, what in (("html", "a page"), ("docx", "a text document"), ("pdf", "a paper")):
        form.add_argument(f"--{name}", action="store_const", const=name, dest="form", help=f"the report as {what}")
    reform.add_argument("--output", type=Path, metavar="FILE", help="write there (a text document and a paper: default in this folder)")
    reform.add_argument("--keep", action="store_true", help="keep the figures, to compare later reports with them")
    check = kinds.add_parser("check", help="read a written report and ask what does not add up or differs from the records")
    check.add_argument("file", type=Path, help="plain text (UTF-8) or DOCX")
    _of_a_period(check)
    check.add_argument("--json", action="store_true", help="answer in JSON")
    differences = kinds.add_parser("differences", help="what two kept reports tell differently")
    differences.add_argument("before", type=int, metavar="A")
    differences.add_argument("after", type=int, metavar="B")
    differences.add_argument("--json", action="store_true", help="answer in JSON")
    publish = kinds.add_parser("publish", help="publish figures with the list of their records, sealed")
    _of_a_period(publish)
    publish.add_argument("--figure", action="append", required=True, metavar="KEY", help="which figure; may be given again")
    publish.add_argument("--title", default="", help="where they are published")
    publish.add_argument("--json", action="store_true", help="answer in JSON")
    published = kinds.add_parser("published", help="check published figures against the records")
    published.add_argument("number", type=int, nargs="?", help="of the publication (without: list them)")
    published.add_argument("--json", action="store_true", help="answer in JSON")


def _of_a_period(one: ArgumentParser) -> None:
    one.add_argument("--unit", required=True, metavar="CODE", help="code of the unit, as 38 for the province")
    one.add_argument("--from", type=_day, required=True, dest="first", metavar="DAY", help="first day, as 2022-01-01")
    one.add_argument("--to", type=_day, required=True, dest="last", metavar="DAY", help="last day: the cut-off")


def _day(text: str) -> date:
    return date.fromisoformat(text)
