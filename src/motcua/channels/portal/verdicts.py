"""What a check of a document found, in one sentence and the facts behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from motcua.blocks.signing.api import SignatureFound, Verdict
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import moment_in_words
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Result


@dataclass(frozen=True, slots=True)
class Issued:
    """What anybody may know of a result: enough to compare it with the paper in hand, no name of the owner."""

    number: str
    procedure: str
    issuer: str
    decided_at: datetime
    signer: str
    signer_title: str
    dossier_code: str
    copied_pages: int = 0  # of a certified electronic copy


def issued(result: Result) -> Issued:
    """The public facts of a result."""
    return Issued(
        number=f"{result.number}/{result.series}",
        procedure=content_of(result.dossier.version_id).name.in_language(language()),
        issuer=result.issuer.name_en if language() == "en" and result.issuer.name_en else result.issuer.name,
        decided_at=result.decided_at,
        signer=result.signer_name,
        signer_title=result.signer_title,
        dossier_code=result.dossier.code,
        copied_pages=int(result.data.get("copied_pages", 0)),
    )


@dataclass(frozen=True, slots=True)
class SaidVerdict:
    """The verdict of a file: tone of the box, the sentence, further sentences, and each signature in words."""

    tone: str
    sentence: str
    notes: Sequence[str]
    signatures: Sequence[Sequence[tuple[str, str]]]
    known: str


def verdict_in_words(verdict: Verdict, *, known: bool) -> SaidVerdict:
    """The verdict of the file's signatures, and whether this very file was issued here."""
    tone = {"green": "good", "yellow": "wait", "red": "bad"}[verdict.level]
    told = _("This very file was issued by this province.") if known else _("Our records hold no result with exactly this content.")
    sentence = gettext(verdict.sentence) % verdict.params if verdict.params else gettext(verdict.sentence)
    return SaidVerdict(tone, sentence, [gettext(note) for note in verdict.notes], [_signature(one) for one in verdict.signatures], told)


def _signature(one: SignatureFound) -> list[tuple[str, str]]:
    """One signature as rows of label and value."""
    rows = [
        (_("Signed by"), ", ".join(text for text in (one.signer, one.title, one.organisation) if text)),
        (_("Time of signing"), moment_in_words(one.signed_at.astimezone(VIETNAM)) if one.signed_at else _("Not known")),
        (_("Time certified"), _("Yes") if one.time_stamped else _("No")),
        (_("Content unchanged"), _("Yes") if one.intact and not one.changed_after else _("No")),
        (_("Issuer of the certificate known here"), _("Yes") if one.trusted else _("No")),
    ]
    return [*rows, (_("Purpose"), one.reason)] if one.reason else rows
