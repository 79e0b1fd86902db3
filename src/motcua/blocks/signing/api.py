"""Signing: identities with certificates, signed papers, and what can be said about a signed file."""

from motcua.blocks.signing.actions.end_identity import end_identity, restore_identity
from motcua.blocks.signing.actions.ensure_identity import SigningIdentity, ensure_identity
from motcua.blocks.signing.actions.sign_pdf import Stamp, sign_pdf
from motcua.blocks.signing.models.authority import Authority, ensure_authority
from motcua.blocks.signing.queries.verify_pdf import verify_pdf
from motcua.blocks.signing.rules.places import Box
from motcua.blocks.signing.rules.verdicts import SignatureFound, Verdict

__all__ = [
    "Authority",
    "Box",
    "SignatureFound",
    "SigningIdentity",
    "Stamp",
    "Verdict",
    "end_identity",
    "ensure_authority",
    "ensure_identity",
    "restore_identity",
    "sign_pdf",
    "verify_pdf",
]
