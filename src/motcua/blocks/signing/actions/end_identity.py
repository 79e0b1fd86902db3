"""The certificate of an identity ends: nothing decided from that moment on is signed with it."""

from datetime import datetime

from motcua.blocks.signing.models import keyring


def end_identity(key: str, *, at: datetime) -> None:
    """From `at` on nothing more can be signed in this name; what was decided before may be. Done twice, the earlier moment holds."""
    known = keyring.ended_at(key)
    if known is None or at < known:
        keyring.note_end(key, at)


def restore_identity(key: str) -> None:
    """The end is taken back: the person holds a post again."""
    keyring.forget_end(key)
