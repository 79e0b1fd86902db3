"""What is said about a signed file, in one sentence, from what was found about each signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import words

Level = Literal["green", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature. `intact`: the signed part is as it was; `changed_after`: something other than further
    signatures was added later; `covers_whole`: nothing follows it; `trusted`: its chain ends at a root we know."""

    signer: str
    organisation: str
    title: str
    signed_at: datetime | None
    intact: bool
    changed_after: bool
    covers_whole: bool
    trusted: bool
    time_stamped: bool
    test: bool
    reason: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` (an English source string with places for `params`) and `level`; `notes` are further sentences."""

    level: Level
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)
    signatures: tuple[SignatureFound, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


TEST_NOTE = words("The certificate was issued by a test authority and has no legal value.")


def unreadable() -> Verdict:
    """For what is not a PDF, or a damaged one."""
    return Verdict("red", words("This file is damaged or is not a PDF; its signatures cannot be checked."))


def judge(found: Sequence[SignatureFound]) -> Verdict:
    """The verdict on a file with the signatures `found`, in the order in which they were made. The worst decides."""
    level, sentence, worst = _worst(found)
    params: dict[str, object] = {"count": len(found)}
    if worst is not None:
        moment = worst.signed_at.astimezone(VIETNAM) if worst.signed_at else None
        params |= {"signer": worst.signer, "at": moment.strftime("%d/%m/%Y %H:%M:%S") if moment else "?"}
    notes = (TEST_NOTE,) if any(signature.test for signature in found) else ()
    return Verdict(level, sentence, params, tuple(found), notes)


def _worst(found: Sequence[SignatureFound]) -> tuple[Level, str, SignatureFound | None]:
    if not found:
        return "yellow", words("This file carries no digital signature."), None
    for signature in found:
        if not signature.intact:
            return "red", words("The content signed by %(signer)s was changed: the signature does not fit it."), signature
    for signature in found:
        if signature.changed_after:
            return "red", words("The file was changed after %(signer)s had signed it at %(at)s."), signature
    if not any(signature.covers_whole for signature in found):
        return "red", words("Something was added to the file after the last signature, of %(signer)s at %(at)s."), found[-1]
    for signature in found:
        if not signature.trusted:
            return "yellow", words("The file is unchanged, but the issuer of the certificate of %(signer)s is not known here."), signature
    for signature in found:
        if not signature.time_stamped:
            return "yellow", words("The file is unchanged since %(signer)s signed it, but the time of signing is not certified."), signature
    if len(found) == 1:
        return "green", words("Signed by %(signer)s at %(at)s; nothing was changed since."), found[0]
    return "green", words("Signed %(count)s times, last by %(signer)s at %(at)s; nothing was changed since."), found[-1]
