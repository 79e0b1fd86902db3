"""The only door of this module."""
