"""Kinds of event that this block records itself."""

PERSONAL_DATA_READ = "personal_data.read"
