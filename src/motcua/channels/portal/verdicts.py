"""What a check of a document found, in one sentence and the facts behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.blocks.signing.api import Verdict
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import say
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
    )


@dataclass(frozen=True, slots=True)
class SaidVerdict:
    """The verdict of a file: tone of the box, the sentence, and each signature in words."""

    tone: str
    sentence: str
    signatures: Sequence[Sequence[tuple[str, str]]]
    known: str


def verdict_in_words(verdict: Verdict, *, known: bool) -> SaidVerdict:
    """The verdict of the file's signatures, and whether this very file was issued here."""
    tone = {"green": "good", "yellow": "wait", "red": "bad"}[verdict.level]
    told = _("This very file was issued by this province.") if known else _("Our records hold no result with exactly this content.")
    return SaidVerdict(tone, say(verdict.sentence, verdict.params), [_signature(one) for one in verdict.signatures], told)


def _signature(one: object) -> Sequence[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in vars(one).items() if isinstance(value, str) and value]
