"""Who may do what in operations centre."""
