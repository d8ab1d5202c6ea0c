"""Pages of payments, tills, cards and tabs."""
