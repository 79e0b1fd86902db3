from motcua.ground.directory.models.history import Succession, UnitChange, UnitDecision, UnitState
from motcua.ground.directory.models.hours import OfficeHoursSet
from motcua.ground.directory.models.posts import Delegation, Post, Tenure
from motcua.ground.directory.models.unit import Unit

__all__ = ["Delegation", "OfficeHoursSet", "Post", "Succession", "Tenure", "Unit", "UnitChange", "UnitDecision", "UnitState"]
