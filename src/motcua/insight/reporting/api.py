"""Reporting regimes: the only door of this module."""
