"""Who may do what in indexes."""
