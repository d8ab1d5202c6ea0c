"""Reads, by noun: scenarios, runs, plans, comparisons."""
