from importlib import import_module

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "motcua.simulation"
    label = "simulation"

    def ready(self) -> None:
        import_module("motcua.simulation.rights")
