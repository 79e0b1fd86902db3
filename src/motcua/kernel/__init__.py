"""Plain Python that every part stands on: time, money, identifiers, text, who acts, what went wrong."""
