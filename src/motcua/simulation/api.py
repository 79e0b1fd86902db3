"""Invented years: the only door of this module."""

from motcua.simulation.actions.begin_run import Wish
from motcua.simulation.actions.simulate_year import simulate_year
from motcua.simulation.models import SimulatedYear
from motcua.simulation.queries.check_lives import check_lives

__all__ = ["SimulatedYear", "Wish", "check_lives", "simulate_year"]
