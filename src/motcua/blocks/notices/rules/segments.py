"""How long a text message is, as the telephone networks count (3GPP TS 23.038 and 23.040)."""

import unicodedata
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_PLAIN_SIGNS = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "·": "-", "•": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Length:
    """Signs as counted, the alphabet (7 bits or 16), and how many text messages are paid."""

    signs: int
    alphabet: str
    segments: int


def length_of(text: str) -> Length:
    """Count a text: 160 (153 when joined) signs of the 7-bit alphabet, or 70 (67) of 16 bits as soon as one sign is outside it."""
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        signs = sum(2 if sign in _EXTENDED else 1 for sign in text)
        return Length(signs, "GSM-7", _segments(signs, 160, 153))
    signs = len(text.encode("utf-16-be")) // 2
    return Length(signs, "UCS-2", _segments(signs, 70, 67))


def without_marks(text: str) -> str:
    """The same text without diacritics, as people write on old telephones: Đã tiếp nhận → Da tiep nhan."""
    plain = text.translate(_PLAIN_SIGNS).replace("đ", "d").replace("Đ", "D")
    decomposed = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))


def _segments(signs: int, alone: int, joined: int) -> int:
    return 1 if signs <= alone else -(-signs // joined)
