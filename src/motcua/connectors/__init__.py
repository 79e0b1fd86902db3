"""One folder per outside system, each implementing a port of a module."""
