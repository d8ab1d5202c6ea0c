"""Where things are: coordinate systems, the district's boundary, metres on the ground."""
