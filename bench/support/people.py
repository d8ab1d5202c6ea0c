"""What the stewards of a benchmark sign in with."""

PASSWORD = "bench-stewards"
