"""规划: scenarios, runs, plans."""
