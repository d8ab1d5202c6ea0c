"""What benchmarks share: a site in a folder of its own, an invented district, clocks."""
