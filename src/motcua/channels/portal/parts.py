"""The parts of a bundle on the page of its owner: one dossier, one promise, several agencies."""

from dataclasses import dataclass

from django.utils.translation import gettext

from motcua.channels.portal.history import agency_name
from motcua.channels.portal.statuses import status_of
from motcua.channels.portal.terms import language
from motcua.channels.ui.parts import TagTone
from motcua.onestop.dossiers.api import Dossier, PartRow, bundle_of


@dataclass(frozen=True, slots=True)
class SaidPart:
    """One part in words: what, where, how it stands, and where to look or act (empty: nothing yet)."""

    name: str
    agency: str
    said: str
    tone: TagTone
    code: str
    result: str
    needs_you: bool
    is_open: bool
    reason: str


def parts_said(dossier: Dossier) -> list[SaidPart]:
    """The parts for the citizen; none of an ordinary dossier."""
    return [_said(row) for row in bundle_of(dossier)]


def _said(row: PartRow) -> SaidPart:
    words, tone = _standing(row)
    part = row.dossier
    result = getattr(part, "result", None)
    return SaidPart(
        name=row.part.name.in_language(language()),
        agency=agency_name(row.agency),
        said=words,
        tone=tone,
        code=part.code if part else "",
        result=f"/ho-so/{part.code}/ket-qua/" if part and result is not None and result.file_id else "",
        needs_you=row.needs_you,
        is_open=part is not None and part.ended_at is None,
        reason=part.ended_reason if part else "",
    )


def _standing(row: PartRow) -> tuple[str, TagTone]:
    if row.standing == "not_begun":
        return gettext("Begins when the part before it is done"), "plain"
    if row.standing == "never":
        return gettext("Cannot be done any more"), "plain"
    said = status_of(row.standing)
    return said.words, said.tone
