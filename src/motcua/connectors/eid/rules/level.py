"""Which level of assurance a login has."""

from collections.abc import Mapping


def level_of(signed: Mapping[str, object], told: Mapping[str, object]) -> int:
    """The level (0, 1 or 2) that both the signed token (acr) and userinfo (loAs) vouch for; a token without acr vouches for 1."""
    return min(_number(signed.get("acr", 1)), _number(told.get("loAs", told.get("loa", 1))))


def _number(value: object) -> int:
    digits = [sign for sign in str(value) if sign.isdecimal()]
    return min(int(digits[-1]), 2) if digits else 0
