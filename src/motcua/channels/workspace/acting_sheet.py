"""Somebody hands in for somebody else: in whose name, who gets the messages, and how the owner agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.blocks.files.api import Limits, StoredFile, store_upload
from motcua.channels.ui.api import Choice, Field, say_field, say_refusal
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Refusal
from motcua.onestop.desk.api import ask_consent_at_desk, confirm_at_desk
from motcua.onestop.dossiers.api import Consent, Dossier, Mandate

_SALT = "workspace.consent"
_PAPER = Limits(accepts=("pdf", "jpg", "png"), max_bytes=10 * 1024 * 1024)


@dataclass
class ActingSheet:
    """What was chosen; `token` proves a consent that was given on this page already."""

    acting: str
    messages_to: str
    token: str
    said: str = ""
    errors: Sequence[FieldError] = ()

    @classmethod
    def read(cls, request: HttpRequest) -> "ActingSheet":
        """Everything posted about it."""
        posted = request.POST
        return cls(posted.get("acting", "self"), posted.get("messages_to", "owner"), posted.get("consent_token", ""))

    def send_code(self, key: UUID, owner: Party | None, actor: Actor) -> None:
        """Send the owner a code; what is in the way is said on the page."""
        if owner is None:
            self.errors = [FieldError("consent", _("Look the owner up first; the code goes to the owner's phone."))]
            return
        try:
            ask_consent_at_desk(key, owner, actor=actor)
        except Refusal as refused:
            said = say_refusal(refused)
            self.errors = [FieldError("consent", f"{said.message} {said.way_out}".strip())]
        else:
            self.said = _("The code was sent. It is valid for ten minutes.")

    def consent(self, request: HttpRequest, key: UUID, owner: Party, actor: Actor) -> Consent | None:
        """The consent of the owner, proved on this page; None when there is none."""
        if self.acting != Dossier.Acting.HELPER:
            return None
        known = self._kept(key, owner)
        if known is not None:
            return known
        code, upload = request.POST.get("consent_code", "").strip()[:12], request.FILES.get("consent_scan")
        given: Consent | None = None
        try:
            if code:
                given = confirm_at_desk(key, owner.pk, code, actor=actor)
            elif upload is not None:
                stored = store_upload(name=upload.name or "", stream=cast(BinaryIO, upload.file), limits=_PAPER, actor=actor)
                given = Consent(Mandate.Proof.SIGNED_PAPER.value, stored)
        except Refusal as refused:
            said = say_refusal(refused)
            self.errors = [FieldError("consent", f"{said.message} {said.way_out}".strip())]
        if given is not None:
            file = given.file.pk if given.file else None
            self.token = signing.dumps({"key": str(key), "owner": owner.pk, "proof": given.proof, "file": file}, salt=_SALT)
        return given

    def fields(self, errors: Sequence[FieldError]) -> list[Field]:
        """In whose name, and who is told."""
        wrong = {one.field: say_field(one) for one in (*errors, *self.errors)}
        acting = [
            Choice("self", _("The owner is here")),
            Choice("authorised", _("Authorised: the paper of authorisation is here")),
            Choice("helper", _("Helps the owner, with consent")),
        ]
        told = [Choice("owner", _("The owner")), Choice("submitter", _("Who hands it in")), Choice("both", _("Both"))]
        return [
            Field(
                "acting", _("Who has come?"), "radios", self.acting, choices=acting, error=wrong.get("acting") or wrong.get("submitter", "")
            ),
            Field("messages_to", _("Who gets the messages?"), "radios", self.messages_to, choices=told, error=wrong.get("messages_to", "")),
        ]

    def code_field(self, errors: Sequence[FieldError]) -> Field:
        """Where the code of the owner is typed."""
        error = next((say_field(one) for one in (*errors, *self.errors) if one.field == "consent"), "")
        return Field(
            "consent_code", _("Code that the owner reads out"), inputmode="numeric", width="s", error=error, required=False, max_length=6
        )

    def _kept(self, key: UUID, owner: Party) -> Consent | None:
        if not self.token:
            return None
        try:
            kept = signing.loads(self.token, salt=_SALT, max_age=24 * 3600)
        except signing.BadSignature:
            return None
        if (kept["key"], kept["owner"]) != (str(key), owner.pk):
            return None
        return Consent(kept["proof"], StoredFile.objects.filter(pk=kept["file"]).first() if kept["file"] else None)
