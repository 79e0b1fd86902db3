"""The national business register: filings go out, statuses come back by signed call or when asked for."""
