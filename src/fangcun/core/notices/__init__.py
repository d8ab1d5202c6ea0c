"""What people are to be told, and whether they have been."""
