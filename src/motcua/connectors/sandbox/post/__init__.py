"""Stand-in for the public post."""
