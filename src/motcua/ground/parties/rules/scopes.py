"""What staff of an organisation may be allowed to do for it."""

from collections.abc import Collection, Mapping

from motcua.kernel.errors import words

SCOPES: Mapping[str, str] = {
    "read": words("see dossiers, messages and payments"),
    "apply": words("apply, supplement and withdraw"),
    "pay": words("pay and ask for refunds"),
    "vault": words("use the documents of the vault"),
    "feedback": words("send and follow feedback"),
}
_READING = frozenset({"dossier.read", "notices.choose"})
_BY_PREFIX: Mapping[str, tuple[str, ...]] = {
    "apply": ("dossier.", "desk."),
    "pay": ("payment.",),
    "vault": ("vault.",),
    "feedback": ("feedback.",),
}


def capabilities_in(scope: Collection[str], known: Collection[str]) -> frozenset[str]:
    """Which of the known capabilities a scope opens; whoever may do anything may read. What no scope names stays closed."""
    prefixes = tuple(prefix for name in scope for prefix in _BY_PREFIX.get(name, ()))
    opened = {name for name in known if prefixes and name.startswith(prefixes)}
    return frozenset(opened | (_READING & set(known) if scope else set()))
