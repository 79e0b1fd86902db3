"""The data vault of a person or organisation: documents found again and reused. The only door of this module."""
