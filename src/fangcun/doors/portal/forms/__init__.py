"""What people fill in at the residents' door, by noun."""
