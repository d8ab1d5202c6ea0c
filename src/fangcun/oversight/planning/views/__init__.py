"""Pages, by noun: scenarios, runs, plans, comparisons, communities, projects."""
