"""The door: from the procedure in the catalogue to the result in the citizen's hand."""
