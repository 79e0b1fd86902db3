"""The sandbox's command line."""

import sys


def command(port: int) -> list[str]:
    """The stand-ins for the electronic identity and the business register, on a port."""
    return [sys.executable, "-m", "motcua.connectors.sandbox", "--port", str(port)]
