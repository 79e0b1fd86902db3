"""Two ways to shorten a number: half-up (the default) and cutting off (some published reports do)."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


def half_up(value: Decimal, places: int) -> Decimal:
    """Rounded to so many decimal places, a half away from zero: 2.345 -> 2.35."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def truncate(value: Decimal, places: int) -> Decimal:
    """Cut after so many decimal places: 99.7775 -> 99.77."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
