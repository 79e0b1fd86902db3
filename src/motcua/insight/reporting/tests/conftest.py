from tests.reporting import dossier, office

__all__ = ["dossier", "office"]
