"""Certificates of the test authority. Every name says TEST: they have no legal value."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MARK = "TEST"
_DAY = timedelta(days=1)
_COMMON_NAME_BYTES = 64
_WHOLE_NAME = x509.ObjectIdentifier("2.5.4.41")


@dataclass(frozen=True, slots=True)
class Pair:
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def marked_name(common: str, *, organisation: str = "", title: str = "") -> x509.Name:
    """A subject whose common name says TEST in front.

    A common name holds 64 bytes (X.520); a longer one is cut at a word and given whole as the attribute `name`.
    """
    whole = f"{MARK} {common}"
    short = cut_to_bytes(whole, _COMMON_NAME_BYTES)
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if title:
        parts.append(x509.NameAttribute(NameOID.TITLE, title))
    if short != whole:
        parts.append(x509.NameAttribute(_WHOLE_NAME, whole))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, short))
    return x509.Name(parts)


def cut_to_bytes(text: str, limit: int) -> str:
    """The longest beginning of `text` in whole words (or letters) of at most `limit` bytes in UTF-8."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    cut = encoded[:limit].decode(errors="ignore")
    words, _, _ = cut.rpartition(" ")
    return words if words and words != MARK else cut


def issue(
    subject: x509.Name,
    *,
    issuer: Pair | None,
    at: datetime,
    years: int,
    authority_depth: int | None = None,
    time_stamping: bool = False,
) -> Pair:
    """Make a P-256 key and its certificate, valid from a day before `at`.

    `issuer` None signs itself. `authority_depth` makes it an authority with so many below it;
    `time_stamping` limits it to time stamps (RFC 3161, 2.3: critical and alone).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    signer = issuer.key if issuer else key
    authority = authority_depth is not None
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _DAY)
        .not_valid_after(at + 365 * years * _DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=authority_depth), critical=True)
        .add_extension(_usage(authority=authority, person=not authority and not time_stamping), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if time_stamping:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Pair(key, built.sign(signer, hashes.SHA256()))


def _usage(*, authority: bool, person: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=person,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
