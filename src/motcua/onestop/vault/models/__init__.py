from motcua.onestop.vault.models.dispute import VaultDispute
from motcua.onestop.vault.models.document import VaultDocument, VaultVersion
from motcua.onestop.vault.models.export import VaultExport
from motcua.onestop.vault.models.paper_type import PaperTypeRow
from motcua.onestop.vault.models.sharing import VaultDelegate, VaultShare

__all__ = ["PaperTypeRow", "VaultDelegate", "VaultDispute", "VaultDocument", "VaultExport", "VaultShare", "VaultVersion"]
