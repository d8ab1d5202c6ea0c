"""Decisions of the desk without a database."""
