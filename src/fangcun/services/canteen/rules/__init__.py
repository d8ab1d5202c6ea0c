"""Decisions without a database; each noun has its own module."""
