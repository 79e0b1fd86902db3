from motcua.ground.parties.models.party import Party

__all__ = ["Party"]
