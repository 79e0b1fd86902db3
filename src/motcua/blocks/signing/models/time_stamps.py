"""Time stamps (RFC 3161): made in this process by the test authority, or asked of a server over HTTP."""

import secrets
from functools import cache

import httpx
from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from django.conf import settings
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps.api import TimeStamper

from motcua.blocks.signing.models.authority import ensure_authority
from motcua.blocks.signing.rules.certificates import Pair
from motcua.kernel import clock
from motcua.kernel.errors import Fault

# A policy of the test authority, below the arc for examples (RFC 5612): it promises nothing.
_POLICY = "1.3.6.1.4.1.32473.1"
_HASHES = {"sha256", "sha384", "sha512"}


def as_asn1(pair: Pair) -> x509.Certificate:
    """The certificate in the form that the signing library takes."""
    return x509.Certificate.load(pair.certificate.public_bytes(serialization.Encoding.DER))


class LocalTimeStamper(TimeStamper):
    """Stamps with real time and the test authority's own key."""

    def __init__(self, tsa: Pair, issuing: Pair) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library gives it no types
        self._key = tsa.key
        self._certificate = as_asn1(tsa)
        self._chain = [as_asn1(issuing)]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self.answer(req)

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """A granted response; a refusal for a hash that is not of the SHA-2 family."""
        algorithm = request["message_imprint"]["hash_algorithm"]["algorithm"].native
        if algorithm not in _HASHES:
            return tsp.TimeStampResp({"status": tsp.PKIStatusInfo({"status": "rejection"})})
        stamped = {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": request["message_imprint"],
            "serial_number": secrets.randbits(120),
            "gen_time": clock.real_now(),
            "tsa": x509.GeneralName(name="directory_name", value=self._certificate.subject),
        }
        if request["nonce"].native is not None:
            stamped["nonce"] = request["nonce"]
        return tsp.TimeStampResp(
            {
                "status": tsp.PKIStatusInfo({"status": "granted"}),
                "time_stamp_token": cms.ContentInfo({"content_type": "signed_data", "content": self._signed(tsp.TSTInfo(stamped).dump())}),
            }
        )

    def _signed(self, info: bytes) -> cms.SignedData:
        digest = hashes.Hash(hashes.SHA256())
        digest.update(info)
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("message_digest", digest.finalize()),
                simple_cms_attribute("signing_certificate_v2", as_signing_certificate_v2(self._certificate)),
            ]
        )
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                            {"issuer": self._certificate.issuer, "serial_number": self._certificate.serial_number}
                        )
                    }
                ),
                "digest_algorithm": sha256,
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
                "signed_attrs": attributes,
                "signature": self._key.sign(attributes.dump(), ECDSA(hashes.SHA256())),
            }
        )
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": cms.DigestAlgorithms((sha256,)),
                "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info)},
                "certificates": [self._certificate, *self._chain],
                "signer_infos": [signer],
            }
        )


class HttpTimeStamper(TimeStamper):
    """Asks a time stamping server (RFC 3161, 3.4). Raises Fault when it cannot be reached or does not speak the protocol."""

    def __init__(self, address: str, *, timeout_seconds: float = 10.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library gives it no types
        self._address = address
        self._timeout = timeout_seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query"}
        try:
            async with httpx.AsyncClient(timeout=self._timeout) as client:
                answer = await client.post(self._address, content=req.dump(), headers=headers)
            answer.raise_for_status()
            response = tsp.TimeStampResp.load(answer.content)
            response["status"]["status"].native  # noqa: B018 -- parses now, so that a fault is told here
        except (httpx.HTTPError, ValueError, TypeError) as error:
            raise Fault(f"the time stamping server did not answer: {error}") from error
        return response


@cache
def _local(folder: str) -> LocalTimeStamper:
    authority = ensure_authority()
    return LocalTimeStamper(authority.tsa, authority.issuing)


@cache
def _remote(address: str) -> HttpTimeStamper:
    return HttpTimeStamper(address)


def time_stamper() -> TimeStamper:
    """The stamper in use: the server at settings.TSA_URL, or the test authority in this process."""
    address = getattr(settings, "TSA_URL", "")
    return _remote(address) if address else _local(str(settings.VAR))
