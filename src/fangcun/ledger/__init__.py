"""台账: what was promised, what was delivered, what was refused."""
