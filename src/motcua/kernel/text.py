"""Vietnamese text: folded for search, keyed for sorting."""

import unicodedata

_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex and horn make other letters; the rest are tones
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_END = "\x01"


def fold(text: str) -> str:
    """Text without case, marks and doubled spaces, so that "Đăng  ký" is found by "dang ky"."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def sort_key(text: str) -> str:
    """A key that orders text as a Vietnamese dictionary does: letters first (a ă â … d đ …), then tones.

    For Python's `sorted` and for columns compared byte by byte.
    """
    letters: list[str] = []
    tones: list[str] = []
    for letter, tone in _split(" ".join(text.lower().split())):
        letters.append(_LETTERS.get(letter, letter if letter.isdigit() else " "))
        tones.append(tone)
    return "".join(letters) + _END + "".join(tones)


def _split(text: str) -> list[tuple[str, str]]:
    """Each letter in its own shape with its tone (0 level … 5 heavy)."""
    pairs: list[tuple[str, str]] = []
    for sign in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(sign):
            pairs.append((sign, "0"))
        elif pairs:
            letter, tone = pairs[-1]
            shaped = unicodedata.normalize("NFC", letter + sign) if sign in _SHAPES else letter
            pairs[-1] = (shaped, _TONES.get(sign, tone))
    return pairs
