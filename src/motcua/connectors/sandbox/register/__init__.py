"""Stand-in for the national business register."""
