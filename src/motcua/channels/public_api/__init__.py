"""The API for machines: the same life of a dossier as on the pages, over /api/v1."""
