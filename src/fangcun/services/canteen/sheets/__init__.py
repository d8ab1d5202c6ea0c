"""The canteen as Excel; each noun has its own module."""
