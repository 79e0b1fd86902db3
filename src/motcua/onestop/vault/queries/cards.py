"""What is told of a document: everything but its file, which only `open_document` gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.rules.paper_types import is_valid_on
from motcua.onestop.vault.rules.trust import TRUST_WORDS, Trust, may_be_deleted


@dataclass(frozen=True, slots=True)
class Card:
    """One document in a list or on its page. `owner_id` says in whose vault it lies."""

    id: int
    owner_id: int
    owner_name: str
    id_code: str
    name: str
    type_code: str
    source: str
    trust: Trust
    dossier_code: str
    procedure_code: str
    field_code: str
    number: str
    issued_on: date | None
    agency: str
    signer: str
    abstract: str
    valid_from: date | None
    valid_until: date | None
    scope: str
    details: Mapping[str, object]
    added_at: datetime
    hidden: bool
    media_type: str
    size: int
    pages: int
    sha256: str

    @property
    def trust_words(self) -> str:
        """The trust in words, an English source string."""
        return TRUST_WORDS[self.trust]

    @property
    def deletable(self) -> bool:
        return may_be_deleted(self.trust)

    @property
    def counted_from_hand_in(self) -> bool:
        """Whether the end was counted from the day of handing in, because the day of issue is not known."""
        return self.details.get("counted_from") == "handed_in"

    def holds_on(self, day: date) -> bool:
        return is_valid_on(day, valid_from=self.valid_from, valid_until=self.valid_until)


def card_of(row: VaultDocument) -> Card:
    """The card of a document that is not deleted, with its file and dossier fetched beside it."""
    file = row.file
    if file is None:
        raise ValueError("a deleted document has no card")
    return Card(
        id=row.pk,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        id_code=row.id_code,
        name=row.name,
        type_code=row.type_code,
        source=row.source,
        trust=Trust(row.trust),
        dossier_code=row.dossier.code if row.dossier else "",
        procedure_code=row.procedure_code,
        field_code=row.field_code,
        number=row.number,
        issued_on=row.issued_on,
        agency=row.agency,
        signer=row.signer,
        abstract=row.abstract,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        scope=row.scope,
        details=row.details,
        added_at=row.added_at,
        hidden=row.hidden_at is not None,
        media_type=file.media_type,
        size=file.size,
        pages=file.pages,
        sha256=file.sha256,
    )
