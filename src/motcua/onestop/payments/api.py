"""Fees: what is owed, paid, receipted, refunded and reconciled. The only door of this module."""
