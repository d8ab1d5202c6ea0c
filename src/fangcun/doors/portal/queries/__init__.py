"""What residents may know of themselves, and of those who let them in."""
