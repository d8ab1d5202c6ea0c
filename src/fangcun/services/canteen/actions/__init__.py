"""What people do in the canteen; each noun has its own module."""
