"""Stands in for the national portal's exchange of feedback: hands items in, takes reports."""
