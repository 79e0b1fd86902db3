"""How a paper that is not handed in again counts (national field of a component's digitisation, domain 3.1)."""

_STATES = {"vault": 2, "register": 2, "result": 3}
REUSED = (2, 3)


def digitised_by(origin: str) -> int:
    """0 not digitised, 2 reused from a vault or register, 3 reused from the result of another dossier."""
    return _STATES.get(origin, 0)
