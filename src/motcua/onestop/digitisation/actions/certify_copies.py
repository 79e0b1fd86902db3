"""Certified electronic copies of originals: the pages that were scanned, each marked, with the statement behind them.

NĐ 45/2020/NĐ-CP a.10 and NĐ 23/2015/NĐ-CP a.18-22: the copy is as the original, is marked as a copy at the top right, bears the
statement "Chứng thực bản sao đúng với bản chính" on its last page, and is signed by the officer and the office.
"""

from collections.abc import Sequence
from pathlib import Path

from motcua.blocks.files.api import Picture, count_pages, joined, pdf_of, plain_pages, read_bytes, straightened
from motcua.blocks.printing.api import bind_pages, render_pdf
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Refusal, words
from motcua.onestop.digitisation.models import CertifiedCopy
from motcua.onestop.digitisation.rules.limits import COPIED_BYTES, COPIED_PAGES
from motcua.onestop.digitisation.rules.originals import Handed, chosen
from motcua.onestop.dossiers.api import CopiedPages, CopyMark, Paper, Result

_MARK = Path(__file__).resolve().parents[1] / "papers" / "copy_mark.typ"
_WAY_OUT = words("Send the dossier back; the desk scans every page of the original, then you sign.")


class CopyMaker:
    """Stands behind the port of dossiers."""

    def require(self, dossier_id: int, component_key: str) -> None:
        """Raise `Conflict` when nothing can be copied: no scan, a locked or broken file, too many pages."""
        _source_pages(_originals(dossier_id, component_key))

    def pages(self, dossier_id: int, component_key: str) -> CopiedPages:
        """Every page of the original in order, upright and of its size."""
        papers = _originals(dossier_id, component_key)
        _source_pages(papers)
        pdf = joined([_plain(paper) for paper in papers])
        return CopiedPages(pdf, count_pages(pdf, papers[0].name), component_key, [paper.file.sha256 for paper in papers])

    def bound(self, copied: CopiedPages, statement: bytes, mark: CopyMark) -> bytes:
        """The marked pages with the statement behind them."""
        said = {"pages": copied.count, "number": mark.number, "day": mark.day.strftime("%d/%m/%Y"), "agency": mark.agency}
        return bind_pages(copied.pdf, statement, marks=render_pdf(_MARK, said, standards=()))

    def note(self, result_id: int, copied: CopiedPages) -> None:
        """One record for a result, however often its signing is begun."""
        result = Result.objects.select_related("dossier__procedure").get(pk=result_id)
        CertifiedCopy.objects.get_or_create(
            result=result,
            defaults={
                "dossier_id": result.dossier_id,
                "unit_id": result.issuer_id,
                "procedure_code": result.dossier.procedure.code,
                "component_key": copied.component_key,
                "pages": copied.count,
                "sources": list(copied.sources),
                "made_at": result.signed_at or clock.now(),
            },
        )


def _originals(dossier_id: int, component_key: str) -> Sequence[Paper]:
    """The papers to copy; `Conflict` when there is none."""
    papers = {one.pk: one for one in Paper.objects.select_related("file").filter(dossier_id=dossier_id, component_key=component_key)}
    handed = [Handed(one.pk, one.round, at_the_desk=one.origin == Paper.Origin.SCAN) for one in papers.values()]
    found = [papers[key] for key in chosen(handed)]
    if not found:
        message = words("The electronic copy cannot be certified: the original was not scanned yet.")
        raise Conflict(message, code="no_original", way_out=_WAY_OUT)
    return found


def _source_pages(papers: Sequence[Paper]) -> int:
    """How many pages will be copied; `Conflict` when they cannot be, or are too many for one file."""
    if sum(paper.file.size for paper in papers) > COPIED_BYTES:
        raise _too_large(sum(paper.file.pages for paper in papers))
    pages = sum(_pages_of(paper) for paper in papers)
    if pages > COPIED_PAGES:
        raise _too_large(pages)
    return pages


def _pages_of(paper: Paper) -> int:
    """The pages of one file, opened to see that it can be read."""
    try:
        if paper.file.media_type == "application/pdf":
            return count_pages(read_bytes(paper.file), paper.name)
        straightened(read_bytes(paper.file), paper.name)
    except Refusal as refused:
        raise _unreadable(paper) from refused
    return 1


def _plain(paper: Paper) -> bytes:
    """The pages of one file, without what is not seen."""
    data = read_bytes(paper.file)
    try:
        if paper.file.media_type == "application/pdf":
            return plain_pages(data, paper.name)
        page = straightened(data, paper.name)
    except Refusal as refused:
        raise _unreadable(paper) from refused
    return pdf_of([Picture(page.jpeg, page.width, page.height, page.sheet.width, page.sheet.height)], title=paper.name)


def _unreadable(paper: Paper) -> Conflict:
    message = words("The electronic copy cannot be certified: the file %(name)s of the original is locked or cannot be read.")
    return Conflict(message, code="original_unreadable", params={"name": paper.name}, way_out=_WAY_OUT)


def _too_large(pages: int) -> Conflict:
    message = words("The original has %(pages)s pages; one electronic copy holds at most %(most)s pages and 150 MB.")
    way_out = words("Certify it on paper, or in parts as dossiers of their own.")
    return Conflict(message, code="original_too_long", params={"pages": pages, "most": COPIED_PAGES}, way_out=way_out)
