"""PostgreSQL as this house uses it: one schema per district, extensions apart."""
