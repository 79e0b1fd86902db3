from motcua.ground.parties.models.party import Party
from motcua.ground.parties.models.representation import Representation

__all__ = ["Party", "Representation"]
