"""What goes in and out, in words of the glossary."""

from motcua.channels.public_api.shapes.common import Problem

__all__ = ["Problem"]
