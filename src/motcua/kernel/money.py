"""Amounts in đồng, in figures and in words, as receipts ask for."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def format_dong(amount: int) -> str:
    """8000 -> "8.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def in_words(amount: int) -> str:
    """8000 -> "Tám nghìn đồng"; a negative amount begins with "âm"."""
    spoken = _number(abs(amount))
    text = ("âm " if amount < 0 else "") + spoken + " đồng"
    return text[0].upper() + text[1:]


def _number(value: int) -> str:
    if value < _BILLION:
        return _below_billion(value, full=False) if value else _DIGITS[0]
    billions, rest = divmod(value, _BILLION)
    head = _number(billions) + " tỷ"
    return f"{head} {_below_billion(rest, full=True)}" if rest else head


def _below_billion(value: int, *, full: bool) -> str:
    """Groups of three from millions down; `full` speaks leading zeros because billions stand before."""
    words: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words.append(_hundreds(group, full=full or bool(words)))
            words.append(_GROUPS[power])
    return " ".join(word for word in words if word)


def _hundreds(group: int, *, full: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or full:
        words.append(f"{_DIGITS[hundreds]} trăm")
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{_DIGITS[tens]} mươi")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(tens, ones))
    return " ".join(words)


def _ones(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    return _DIGITS[ones]
