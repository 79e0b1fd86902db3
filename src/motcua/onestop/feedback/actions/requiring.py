"""Words that an act cannot do without."""

from motcua.kernel.errors import FieldError, InvalidInput, words

_MOST = 5_000


def required_text(field: str, text: str, message: str, *, most: int = _MOST) -> str:
    """The text without surrounding blanks; `InvalidInput` on the field when there is none or too much."""
    plain = text.strip()
    if not plain:
        raise InvalidInput(message, fields=[FieldError(field, message)])
    if len(plain) > most:
        too_long = words("Write at most %(most)s signs.")
        raise InvalidInput(too_long, params={"most": most}, fields=[FieldError(field, too_long, {"most": most})])
    return plain
