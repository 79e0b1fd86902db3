"""Stand-in for PayGov."""
