"""Sign a PDF: PAdES B-T, as a new revision, so that earlier signatures stay valid."""

import dataclasses
import io
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import pikepdf
from asn1crypto import algos
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.blocks.printing.api import render_pdf
from motcua.blocks.signing.actions.ensure_identity import SigningIdentity, identity
from motcua.blocks.signing.models import keyring
from motcua.blocks.signing.models.authority import ensure_authority
from motcua.blocks.signing.models.time_stamps import as_asn1, time_stamper
from motcua.blocks.signing.rules.places import Box, kept_places, over_signature
from motcua.kernel import clock
from motcua.kernel.errors import Fault, Refusal, words

_STAMPS = Path(__file__).resolve().parents[1] / "stamps"
_WHOLE_BOX = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a signature shows: `place` that the template kept, or `box`; a person's blue signature, an agency's
    red mark, or the plain corner text of attached papers. An agency that signs where a person has signed lays
    a seal over the left third of that signature. `picture` is a PNG, JPEG or SVG of signature or seal."""

    style: Literal["person", "agency", "seal", "corner"] = "agency"
    place: str = ""
    box: Box | None = None
    picture: bytes | str | None = None


class _EllipticSigner(Signer):
    """Signs with a key that stays loaded."""

    def __init__(self, who: SigningIdentity) -> None:
        authority = ensure_authority()
        registry = SimpleCertificateStore()
        registry.register(as_asn1(authority.issuing))
        super().__init__(
            signing_cert=as_asn1(who.pair),
            cert_registry=registry,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            embed_roots=False,
        )
        self._key = who.pair.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return bytes(72) if dry_run else self._key.sign(data, ECDSA(hashes.SHA256()))


def sign_pdf(
    pdf: bytes,
    *,
    identity_key: str,
    reason: str = "",
    location: str = "",
    visible: Stamp | None = None,
    at: datetime | None = None,
    decided_at: datetime | None = None,
) -> bytes:
    """`pdf` signed by the identity, time-stamped (PAdES B-T), earlier signatures untouched.

    `at` is the moment printed in a visible signature (default: real time now); the certificate's and the time
    stamp's moment is always real time. `decided_at` is when the identity's holder decided (default: legal time now): what was decided
    before a certificate ended may still be signed. Raises NotFound for an unknown identity, Refusal (certificate_ended) for one that has
    ended, Refusal (file_broken) for what is not a PDF that can be signed, Fault when the time stamping server does not answer.
    """
    who = identity(identity_key)
    _refuse_ended(identity_key, decided_at or clock.now())
    try:
        layout = _layout(pdf)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        field = SigFieldSpec(sig_field_name=_free_name(writer), readable_field_name=f"Chữ ký số của {who.name}")
        style = None
        with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
            if visible:
                visible, box = _placed(visible, layout)
                field = dataclasses.replace(field, on_page=box.page, box=box.corners)
                drawn.write(_drawn(visible, who, box, at or clock.real_now()))
                drawn.flush()
                style = StaticStampStyle.from_pdf_file(drawn.name, border_width=0, background_layout=_WHOLE_BOX)
            signer = PdfSigner(
                PdfSignatureMetadata(
                    field_name=field.sig_field_name,
                    md_algorithm="sha256",
                    reason=reason or None,
                    location=location or None,
                    name=who.name,
                    subfilter=SigSeedSubFilter.PADES,
                ),
                _EllipticSigner(who),
                timestamper=time_stamper(),
                stamp_style=style,
                new_field_spec=field,
            )
            signed = io.BytesIO()
            signer.sign_pdf(writer, output=signed)
    except TimestampRequestError as error:
        raise Fault(f"the time stamp was not given: {error}") from error
    except (PdfError, SigningError, pikepdf.PdfError, ValueError, KeyError, TypeError) as error:
        raise Refusal(words("This file cannot be signed: it is not a whole PDF, or it is locked."), code="file_broken") from error
    return signed.getvalue()


def _refuse_ended(key: str, moment: datetime) -> None:
    ended = keyring.ended_at(key)
    if ended is not None and moment >= ended:
        raise Refusal(words("This signing certificate has ended: its holder has left the post."), code="certificate_ended")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What placing needs to know: sizes of the pages, places that the template kept, and boxes of earlier signatures."""

    sizes: tuple[tuple[float, float], ...]
    places: dict[str, Box]
    taken: frozenset[tuple[int, tuple[int, ...]]]


def _layout(pdf: bytes) -> _Layout:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in document.pages)
        taken = frozenset(
            (number, tuple(round(float(corner)) for corner in note.Rect))
            for number, page in enumerate(document.pages)
            for note in page.obj.get("/Annots", [])
            if note.get("/FT") == pikepdf.Name.Sig
        )
        return _Layout(sizes, kept_places(str(document.docinfo.get("/Keywords", "")), [high for _, high in sizes]), taken)


def _free_name(writer: IncrementalPdfFileWriter) -> str:
    taken = {name for name, _, _ in enumerate_sig_fields(writer)}
    return next(name for number in range(1, len(taken) + 2) if (name := f"Signature{number}") not in taken)


def _placed(stamp: Stamp, layout: _Layout) -> tuple[Stamp, Box]:
    """The stamp and its box; an agency's stamp over an earlier signature becomes a seal (annex I, Decree 30/2020/ND-CP)."""
    box = _box(stamp, layout)
    if stamp.style == "agency" and (box.page, box.corners) in layout.taken:
        return dataclasses.replace(stamp, style="seal"), over_signature(box)
    return stamp, box


def _box(stamp: Stamp, layout: _Layout) -> Box:
    """The stamp's own box, the place that the template kept, or a corner: top right of page 1 or bottom right of the last page."""
    if stamp.box:
        return stamp.box
    if stamp.place in layout.places:
        return layout.places[stamp.place]
    if stamp.style == "corner":
        width, height = layout.sizes[0]
        return Box(0, width - 250, height - 50, 230, 34)
    width, _ = layout.sizes[-1]
    return Box(len(layout.sizes) - 1, width - 230, 60, 180, 64)


def _drawn(stamp: Stamp, who: SigningIdentity, box: Box, moment: datetime) -> bytes:
    data = {
        "width": box.width,
        "height": box.height,
        "name": who.name,
        "organisation": who.organisation if who.organisation != who.name else "",
        "moment": moment.astimezone(clock.VIETNAM).isoformat(timespec="seconds"),
        "picture": stamp.picture is not None,
    }
    images = {"signature": stamp.picture} if stamp.picture is not None else None
    return render_pdf(_STAMPS / f"{stamp.style}.typ", data, images=images, at=moment, standards=("1.7",))
