"""Who may do what with documents in a vault; over whose vault is decided by the rule of access, not by a role."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

KEEP = declare("vault.keep", words("keep and share documents in one's own vault"), kinds=["citizen"])
READ = declare(
    "vault.read_for_dossier",
    words("read a person's documents for a dossier at hand"),
    roles=["desk_officer", "specialist", "division_head", "leader"],
)
OFFER = declare("vault.offer_at_desk", words("see which papers need not be handed in"), roles=["desk_officer"])
ANSWER = declare("vault.answer_disputes", words("answer disputed readings of personal data"), roles=["auditor", "administrator"])
FILL = declare("vault.fill", words("fill vaults from dossiers"))
LOAD = declare("vault.load_types", words("load the types of papers"))
EXPORT = declare("vault.make_export", words("make archives as ordered"))
