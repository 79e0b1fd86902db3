"""Our own linters: what no ready tool checks."""
