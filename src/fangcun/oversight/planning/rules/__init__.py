"""Decisions without a database: what a run asks, what it keeps, how its gap is said."""
