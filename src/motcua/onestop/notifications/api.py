"""Which message goes to whom when something happens. The only door of this module."""
