"""Whom we serve and where: people, enterprises, units, posts."""
