"""Feedback and petitions: received, routed, answered, published. The only door of this module."""
