"""Pages of consent, care circles and requests to be forgotten."""
