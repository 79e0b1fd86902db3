from motcua.simulation.models.simulated_year import SimulatedYear

__all__ = ["SimulatedYear"]
