"""The place that stands before the date of a paper."""

_KINDS = ("Tỉnh ", "Thành phố ", "Thị xã ", "Huyện ", "Phường ", "Xã ", "Thị trấn ")


def place_name(territory: str, default: str) -> str:
    """The name of a territory without its kind (Phường Điện Biên -> Điện Biên); `default` for bodies that are no territory."""
    for kind in _KINDS:
        if territory.startswith(kind):
            return territory.removeprefix(kind)
    return default
