"""What another system says about a filing: its statuses, and which of them decide."""

from collections.abc import Mapping

from motcua.kernel.errors import words

MESSAGE = "business_register.status"
FINAL = frozenset({"registered", "refused"})
FOREIGN_STATUSES: Mapping[str, str] = {
    "received": words("Received there"),
    "in_process": words("Being examined there"),
    "registered": words("Registered"),
    "refused": words("Refused there"),
}
