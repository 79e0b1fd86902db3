"""Service measurement: the only door of this module."""
