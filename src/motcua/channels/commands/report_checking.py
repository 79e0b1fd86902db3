"""`motcua report check`: a written report read, added up and put beside the records."""

from argparse import Namespace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.channels.commands.output import DONE, REFUSED, say, say_json
from motcua.ground.directory.api import unit_by_code
from motcua.insight.reform_report.api import CheckedText, Question, check_text, words_of
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import NotFound, words


def check_report(given: Namespace) -> int:
    """Say every question about the text; exit code 1 when there is one."""
    if not given.file.is_file():
        raise NotFound(words("There is no file %(file)s."), params={"file": str(given.file)})
    text = words_of(given.file.name, given.file.read_bytes())
    found = check_text(text, unit=unit_by_code(given.unit), first=given.first, last=given.last, actor=SYSTEM)
    if given.json:
        say_json(_told(found))
    else:
        counts = {"figures": len(found.claims), "compared": found.compared, "questions": len(found.questions)}
        say(_("%(figures)s figures read, %(compared)s compared with records, %(questions)s questions.") % counts)
        for question in found.questions:
            say(f"- {_sentence(question)}")
            say(f"  … {found.text.around(question.claims[0].start, question.claims[0].end)} …")
        for start, end in found.unexplained:
            say(_("No phrase explains: … %(words)s …") % {"words": found.text.around(start, end)})
    return REFUSED if found.questions else DONE


def _sentence(question: Question) -> str:
    said = _(question.says) % question.params
    if question.reason is None:
        return said
    return f"{said} {question.reason.vi if (get_language() or 'vi').startswith('vi') else question.reason.en}"


def _told(found: CheckedText) -> dict[str, object]:
    return {
        "figures": [
            {"id": claim.figure, "value": float(claim.value), "printed": claim.printed, "vague": claim.hedge, "at": claim.start}
            for claim in found.claims
        ],
        "questions": [
            {"kind": question.kind, "says": _sentence(question), "figures": question.figures, "at": question.claims[0].start}
            for question in found.questions
        ],
        "unexplained": [found.text.around(start, end) for start, end in found.unexplained],
    }
