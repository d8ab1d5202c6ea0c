"""A district's files: read where they were uploaded, written for download."""
