"""Stand-in for the ministry's measurement of digital services."""
