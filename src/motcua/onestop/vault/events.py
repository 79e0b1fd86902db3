"""Everything that can happen in a vault, one sentence each; the payload of each stands beside it."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words

STREAM = "vault"  # its id is the document, the share, the delegation or the dispute that the kind speaks of


class VaultEvent(StrEnum):
    """The kinds of events in the stream of vaults; the subject is always the owner."""

    FILLED = "vault.filled"  # document, name, code (of the dossier), trust
    ADDED = "vault.added"  # document, name
    HIDDEN = "vault.hidden"  # document, hidden
    DELETED = "vault.deleted"  # document, name
    SHARED = "vault.shared"  # share, documents, to, until
    SHARE_OPENED = "vault.share_opened"  # share, document
    SHARE_ENDED = "vault.share_ended"  # share
    DELEGATED = "vault.delegated"  # delegate, person, may, until
    DELEGATION_ENDED = "vault.delegation_ended"  # delegate, person
    DISPUTED = "vault.disputed"  # dispute, event, text
    DISPUTE_ANSWERED = "vault.dispute_answered"  # dispute, answer, was_wrong
    EXPORTED = "vault.exported"  # export, documents, sha256


SENTENCES: Mapping[VaultEvent, str] = {
    VaultEvent.FILLED: words("A document came into your vault."),
    VaultEvent.ADDED: words("You added a document to your vault."),
    VaultEvent.HIDDEN: words("A document was hidden or shown again."),
    VaultEvent.DELETED: words("A document was deleted."),
    VaultEvent.SHARED: words("Documents were shared."),
    VaultEvent.SHARE_OPENED: words("A shared document was opened."),
    VaultEvent.SHARE_ENDED: words("Sharing ended."),
    VaultEvent.DELEGATED: words("A person was let into the vault of the organisation."),
    VaultEvent.DELEGATION_ENDED: words("A person was taken out of the vault of the organisation."),
    VaultEvent.DISPUTED: words("A reading of personal data was disputed."),
    VaultEvent.DISPUTE_ANSWERED: words("A disputed reading was answered."),
    VaultEvent.EXPORTED: words("A signed archive was made."),
}
