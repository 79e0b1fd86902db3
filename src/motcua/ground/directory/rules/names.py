"""Names of territories in Viet Nam: the place, the authority that stands on papers, the English form."""

_KINDS = {
    "Tỉnh": "Province",
    "Thành phố": "City",
    "Thị xã": "Town",
    "Thị trấn": "Township",
    "Quận": "District",
    "Huyện": "District",
    "Phường": "Ward",
    "Xã": "Commune",
}


def place_name(name: str) -> str:
    """Phường Điện Biên -> Điện Biên."""
    kind = _kind(name)
    return name[len(kind) :].strip() if kind else name


def english_name(name: str) -> str:
    """Phường Điện Biên -> Điện Biên Ward."""
    kind = _kind(name)
    return f"{place_name(name)} {_KINDS[kind]}" if kind else name


def committee_name(name: str) -> str:
    """Phường Điện Biên -> Ủy ban nhân dân phường Điện Biên, the authority of the territory."""
    return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"


def _kind(name: str) -> str:
    return next((kind for kind in _KINDS if name.startswith(f"{kind} ")), "")
