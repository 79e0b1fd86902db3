"""Capabilities: declared by modules, given by posts, checked by actions and routes."""

from motcua.blocks.permissions.rules.capabilities import Capability, declare, declared, holdings_with, may, require

__all__ = ["Capability", "declare", "declared", "holdings_with", "may", "require"]
