"""Reform report: the only door of this module."""
