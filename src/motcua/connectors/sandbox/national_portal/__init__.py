"""Stand-in for the national public-service portal."""
