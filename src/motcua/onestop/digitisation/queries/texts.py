"""Search in the papers of a dossier, and what their text suggests."""

from dataclasses import dataclass

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold
from motcua.onestop.digitisation.models import RecognisedPage, Recognition
from motcua.onestop.digitisation.rules.suggestions import Suggestions, suggest
from motcua.onestop.dossiers.api import Dossier, Paper

_MOST_HITS = 50
_AROUND = 60
_FIRST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One page on which the words stand, with some of the text around them."""

    paper_id: int
    paper_name: str
    page: int
    snippet: str


def search_papers(code: str, text: str, actor: Actor) -> list[Hit]:
    """Pages of the dossier's papers that contain the text, accents and case aside; nothing for a dossier the actor may not see."""
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    papers = list(Paper.objects.filter(dossier__code=code, dossier__in=Dossier.objects.visible_to(actor)).select_related("file"))
    by_hash = {paper.file.sha256: paper for paper in papers}
    pages = RecognisedPage.objects.filter(recognition__sha256__in=by_hash, search_text__contains=wanted).select_related("recognition")
    return [
        Hit(by_hash[page.recognition.sha256].pk, by_hash[page.recognition.sha256].name, page.number, snippet(page.text, wanted))
        for page in pages.order_by("recognition_id", "number")[:_MOST_HITS]
    ]


def snippet(text: str, wanted: str) -> str:
    """Some of the text around the first place where the folded words stand."""
    plain = " ".join(text.split())
    at = fold(plain).find(wanted)
    start, end = max(at - _AROUND, 0), at + len(wanted) + _AROUND
    return f"{'…' if start else ''}{plain[start:end]}{'…' if end < len(plain) else ''}"


def recognition_of(paper: Paper) -> Recognition | None:
    """How far the reading of a paper is; None when it was never ordered."""
    return Recognition.objects.select_related("searchable").filter(sha256=paper.file.sha256).first()


def suggestions_for(paper: Paper) -> Suggestions:
    """What the first pages of a paper say about it; empty while nothing is read."""
    pages = RecognisedPage.objects.filter(recognition__sha256=paper.file.sha256, number__lte=_FIRST_PAGES)
    return suggest("\n".join(page.text for page in pages), today=clock.today())
