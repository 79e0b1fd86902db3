"""A stand-in for the national reporting system."""
