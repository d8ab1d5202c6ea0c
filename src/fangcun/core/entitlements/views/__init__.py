"""Pages of circumstances, benefits and packs."""
