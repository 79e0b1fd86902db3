"""Stand-in for the State Treasury."""
