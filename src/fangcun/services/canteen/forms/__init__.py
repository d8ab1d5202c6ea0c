"""What people fill in; each noun has its own module."""
