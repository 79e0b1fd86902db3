"""Which store and which scanner this installation uses; configuration may name others."""

from functools import cache

from django.conf import settings

from motcua.blocks.files.ports.folder_store import FolderStore
from motcua.blocks.files.ports.protocols import BlobStore, VirusScanner
from motcua.blocks.files.ports.scanners import ClamdScanner, NullScanner


def use_store(store: BlobStore | None) -> None:
    """Keep bytes in `store` from now on; None returns to the folder below settings.VAR."""
    _folder.cache_clear()
    _chosen_store.clear()
    if store is not None:
        _chosen_store.append(store)


def use_scanner(scanner: VirusScanner | None) -> None:
    """Let `scanner` look into uploads from now on; None returns to the configured one."""
    _configured_scanner.cache_clear()
    _chosen_scanner.clear()
    if scanner is not None:
        _chosen_scanner.append(scanner)


_chosen_store: list[BlobStore] = []
_chosen_scanner: list[VirusScanner] = []


def store() -> BlobStore:
    """The store in use."""
    return _chosen_store[0] if _chosen_store else _folder()


def scanner() -> VirusScanner:
    """The scanner in use: named by `use_scanner`, or by settings.CLAMD (``host:port`` or a socket's path), or none."""
    return _chosen_scanner[0] if _chosen_scanner else _configured_scanner()


@cache
def _folder() -> BlobStore:
    return FolderStore(settings.VAR / "files")


@cache
def _configured_scanner() -> VirusScanner:
    address = getattr(settings, "CLAMD", "")
    if not address:
        return NullScanner()
    host, _, port = address.rpartition(":")
    return ClamdScanner((host, int(port)) if port.isdigit() and host else address)
