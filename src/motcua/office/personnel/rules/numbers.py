"""The number that stands on a decision (Decree 30/2020/ND-CP, annex I and III)."""

_SKIPPED = {"và", "của", "các", "-", "–"}


def symbol_of(kind: str, name: str) -> str:
    """The symbol of the issuer: UBND for a territory, the first letters of the name for an agency (Sở Nội vụ: SNV)."""
    if kind in {"province", "district", "commune"}:
        return "UBND"
    letters = [word[0].upper() for word in name.replace("&", " ").split() if word.lower() not in _SKIPPED and word[0].isalpha()]
    return "".join(letters)[:12] or "CQ"


def number_text(number: int, symbol: str) -> str:
    """As 215/QĐ-SNV."""
    return f"{number:02d}/QĐ-{symbol}"
