"""Work in the background: fill vaults, make archives, forget old archives."""

from motcua.blocks.jobs.api import every, job
from motcua.kernel.actor import SYSTEM
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.actions.make_export import forget_old_exports, make_export

_DAY = 24 * 3600


@job("vault.fill", retries=8)
def fill_vault_from(dossier_id: int) -> None:
    """Bring the vault of the dossier's owner up to date; doing it twice changes nothing."""
    fill_vault(dossier_id, actor=SYSTEM)


@job("vault.export")
def make_export_of(export_id: int) -> None:
    """Make an archive that was asked for; one that is finished is left alone."""
    make_export(export_id, actor=SYSTEM)


@job("vault.forget_exports")
def forget_exports() -> None:
    """Archives are kept for some days only."""
    forget_old_exports(actor=SYSTEM)


every(_DAY, forget_exports)
