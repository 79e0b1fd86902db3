"""The data vault of a person or organisation: documents found again and reused. The only door of this module.

No table of documents leaves through this door, only cards; a file comes from `open_document` alone.
"""

from motcua.onestop.vault.actions.delegate import delegate, end_delegation
from motcua.onestop.vault.actions.dispute import answer_dispute, dispute_reading
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.actions.keep_document import LIMITS, add_document, delete_document, hide_document
from motcua.onestop.vault.actions.load_paper_types import load_paper_types
from motcua.onestop.vault.actions.make_export import KEPT_DAYS, make_export, order_export
from motcua.onestop.vault.actions.open_document import Opened, open_document
from motcua.onestop.vault.actions.share_documents import (
    Given,
    Sharing,
    end_share,
    is_open,
    proof_of,
    share_by_code,
    share_by_proof,
    share_documents,
)
from motcua.onestop.vault.actions.use_document import (
    AtTheCounter,
    hand_in_from_vault,
    offers_at_desk,
    offers_for_dossier,
    take_into_dossier,
    use_document,
    use_document_in_supplement,
)
from motcua.onestop.vault.handlers import KINDS as FILLING_KINDS
from motcua.onestop.vault.handlers import order_filling
from motcua.onestop.vault.models import VaultDelegate, VaultDispute, VaultExport, VaultShare
from motcua.onestop.vault.queries.cards import Card
from motcua.onestop.vault.queries.disputes import Disputed, disputes, disputes_about
from motcua.onestop.vault.queries.exports import export_of, my_exports
from motcua.onestop.vault.queries.offers import Offer, VaultPapers, offers_for
from motcua.onestop.vault.queries.shelf import (
    Shelf,
    card,
    cards_of_share,
    delegates_of,
    my_shares,
    my_vault,
    my_vaults,
    shared_with_me,
    uses_of,
    versions_of,
)
from motcua.onestop.vault.queries.types import VaultKinds, paper_types
from motcua.onestop.vault.queries.verify_archive import ArchiveVerdict, verify_archive
from motcua.onestop.vault.rules.archive import Finding
from motcua.onestop.vault.rules.paper_types import PaperType
from motcua.onestop.vault.rules.trust import TRUST_WORDS, Trust

__all__ = [
    "FILLING_KINDS",
    "KEPT_DAYS",
    "LIMITS",
    "TRUST_WORDS",
    "ArchiveVerdict",
    "AtTheCounter",
    "Card",
    "Disputed",
    "Finding",
    "Given",
    "Offer",
    "Opened",
    "PaperType",
    "Sharing",
    "Shelf",
    "Trust",
    "VaultDelegate",
    "VaultDispute",
    "VaultExport",
    "VaultKinds",
    "VaultPapers",
    "VaultShare",
    "add_document",
    "answer_dispute",
    "card",
    "cards_of_share",
    "delegate",
    "delegates_of",
    "delete_document",
    "dispute_reading",
    "disputes",
    "disputes_about",
    "end_delegation",
    "end_share",
    "export_of",
    "fill_vault",
    "hand_in_from_vault",
    "hide_document",
    "is_open",
    "load_paper_types",
    "make_export",
    "my_exports",
    "my_shares",
    "my_vault",
    "my_vaults",
    "offers_at_desk",
    "offers_for",
    "offers_for_dossier",
    "open_document",
    "order_export",
    "order_filling",
    "paper_types",
    "proof_of",
    "share_by_code",
    "share_by_proof",
    "share_documents",
    "shared_with_me",
    "take_into_dossier",
    "use_document",
    "use_document_in_supplement",
    "uses_of",
    "verify_archive",
    "versions_of",
]
