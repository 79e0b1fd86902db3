"""Check the signatures of a PDF, whoever made it."""

import asyncio
import dataclasses
import io
import struct
import zlib
from datetime import datetime
from functools import cache
from pathlib import Path

from asn1crypto import pem, x509
from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.blocks.signing.models.authority import ensure_authority
from motcua.blocks.signing.models.time_stamps import as_asn1
from motcua.blocks.signing.rules.certificates import MARK
from motcua.blocks.signing.rules.verdicts import SignatureFound, Verdict, judge, unreadable
from motcua.kernel import clock

# Everything that a reader of hostile bytes raises: its own errors and those of the decoders below it.
_UNREADABLE = (
    PdfError,
    PathError,
    ValidationError,
    UnsupportedAlgorithm,
    NotImplementedError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    OSError,
    struct.error,
    zlib.error,
)
_MAX_SIGNATURES = 50


def verify_pdf(data: bytes) -> Verdict:
    """What can be said about `data`: one sentence, a level, and every signature. Never raises for bad input.

    Trusted are the house's own authority and the certificates (PEM) in the folder settings.TRUSTED_ROOTS.
    Nothing is fetched from outside. The cost grows with signatures: about 50 ms each.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return unreadable()
        embedded = list(reader.embedded_regular_signatures)[:_MAX_SIGNATURES]
        return judge(asyncio.run(_all(embedded)))
    except _UNREADABLE:
        return unreadable()


async def _all(embedded: list[EmbeddedPdfSignature]) -> list[SignatureFound]:
    return [await _one(signature) for signature in embedded]


async def _one(signature: EmbeddedPdfSignature) -> SignatureFound:
    """One signature. A signature that cannot be read counts as broken, not as absent."""
    unproven = _unproven(signature)
    try:
        now = clock.real_now()
        status = await async_validate_pdf_signature(signature, _context(now), _context(now))
        stamped_at = _stamped_at(status)
        if stamped_at and not status.trusted:
            # A certificate that ran out since is judged at the proven moment of signing.
            status = await async_validate_pdf_signature(signature, _context(stamped_at), _context(now))
    except _UNREADABLE:
        return unproven
    return dataclasses.replace(
        unproven,
        signed_at=stamped_at or status.signer_reported_dt,
        intact=bool(status.intact and status.valid),
        changed_after=_changed_after(status),
        covers_whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(status.trusted),
        time_stamped=stamped_at is not None,
    )


def _unproven(signature: EmbeddedPdfSignature) -> SignatureFound:
    """What a signature says of itself, nothing of it checked."""
    names = signature.signer_cert.subject.native
    common = str(names.get("name") or names.get("common_name", ""))
    return SignatureFound(
        signer=common.removeprefix(f"{MARK} "),
        organisation=str(names.get("organization_name", "")),
        title=str(names.get("title", "")),
        test=common.startswith(f"{MARK} "),
        reason=str(signature.sig_object.get("/Reason", "")),
        location=str(signature.sig_object.get("/Location", "")),
        signed_at=None,
        intact=False,
        changed_after=False,
        covers_whole=False,
        trusted=False,
        time_stamped=False,
    )


def _stamped_at(status: PdfSignatureStatus) -> datetime | None:
    """The moment that a time stamp we trust proves, or None."""
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp and stamp.valid and stamp.intact and stamp.trusted else None


def _changed_after(status: PdfSignatureStatus) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return True
    return not status.docmdp_ok or status.modification_level in {None, ModificationLevel.OTHER, ModificationLevel.ANNOTATIONS}


def _context(moment: datetime) -> ValidationContext:
    """Trust at `moment`; made anew for each signature because it gathers what it saw."""
    roots = _roots(str(settings.VAR), str(getattr(settings, "TRUSTED_ROOTS", "")))
    return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)


@cache
def _roots(_var: str, folder: str) -> tuple[x509.Certificate, ...]:
    roots = [as_asn1(ensure_authority().root)]
    for file in sorted(Path(folder).glob("*.pem")) if folder else []:
        roots += [x509.Certificate.load(der) for _, _, der in pem.unarmor(file.read_bytes(), multiple=True)]
    return tuple(roots)
