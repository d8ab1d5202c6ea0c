"""Decisions about people that need no database: addresses, readings of names, numbers."""
