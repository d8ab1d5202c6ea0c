"""A month of the demo's canteen, lived through day by day by the actions of its room."""
