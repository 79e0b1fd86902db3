"""Short ways to dossiers with papers, for tests of modules that lie below the vault."""

from motcua.onestop.vault.tests.lives import OLD_PAPER, STRANGER, drafted, received, resolved

__all__ = ["OLD_PAPER", "STRANGER", "drafted", "received", "resolved"]
