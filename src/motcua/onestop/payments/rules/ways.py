"""How each exception of the reconciliation can be resolved."""

from collections.abc import Mapping

from motcua.kernel.errors import words
from motcua.onestop.payments.rules.matching import (
    AMOUNT,
    CREDITED_AMOUNT,
    NOT_CREDITED,
    ONLY_PARTNER,
    ONLY_TREASURY,
    ONLY_US,
    STATUS,
)

ASK, NEXT_DAY, CLAIM, REFUND, EXPLAINED = "ask", "next_day", "claim", "refund", "explained"

WAY_WORDS: Mapping[str, str] = {
    ASK: words("Ask the gateway again and take over its answer"),
    NEXT_DAY: words("It belongs to the settlement of another day"),
    CLAIM: words("Claim the difference from the partner"),
    REFUND: words("The partner gives the money back to the payer"),
    EXPLAINED: words("Explained in the note; nothing is to be moved"),
}

WAYS: Mapping[str, tuple[str, ...]] = {
    ONLY_US: (ASK, NEXT_DAY, CLAIM, EXPLAINED),
    ONLY_PARTNER: (REFUND, NEXT_DAY, EXPLAINED),
    AMOUNT: (ASK, CLAIM, REFUND, EXPLAINED),
    STATUS: (ASK, NEXT_DAY, EXPLAINED),
    NOT_CREDITED: (NEXT_DAY, CLAIM, EXPLAINED),
    ONLY_TREASURY: (NEXT_DAY, CLAIM, EXPLAINED),
    CREDITED_AMOUNT: (CLAIM, NEXT_DAY, EXPLAINED),
}
