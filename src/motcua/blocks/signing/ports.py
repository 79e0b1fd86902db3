"""What this block needs from outside: somebody who says what time it is, and proves it."""

from pyhanko.sign.timestamps.api import TimeStamper

__all__ = ["TimeStamper"]
