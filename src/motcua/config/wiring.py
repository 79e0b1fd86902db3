"""The only place that joins ports to connectors and events to their handlers."""

from motcua.config.legal_time import set_legal_time


def join() -> None:
    """Called once per process when every application is loaded."""
    set_legal_time()
