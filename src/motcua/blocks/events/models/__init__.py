from motcua.blocks.events.models.event import Event
from motcua.blocks.events.models.seal import Seal

__all__ = ["Event", "Seal"]
