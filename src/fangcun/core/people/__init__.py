"""人员: who signs in, and what they may do."""
