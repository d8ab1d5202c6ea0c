"""Papers of the canteen; each noun has its own module."""
