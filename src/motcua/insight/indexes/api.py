"""Indexes: the only door of this module."""
