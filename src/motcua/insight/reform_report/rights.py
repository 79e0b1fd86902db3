"""Who may do what in reform report."""
