"""Settings, addresses and wiring: the only place that joins ports to connectors."""
