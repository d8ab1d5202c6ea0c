"""What people may know of the canteen; each noun has its own module."""
