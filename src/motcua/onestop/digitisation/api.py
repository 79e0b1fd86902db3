"""Digitisation: scans, text recognition, metadata and the share of papers that are digital. The only door of this module."""
