"""Publication decisions and reviews of procedures, as records. The only door of this module."""
