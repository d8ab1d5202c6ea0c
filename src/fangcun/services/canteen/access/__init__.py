"""The only way a page gets a row of this room; each noun has its own module."""
