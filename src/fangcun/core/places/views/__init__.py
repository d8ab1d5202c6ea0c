"""Pages: communities and idle spaces."""
