"""Stand-in for VNPT Pay."""
