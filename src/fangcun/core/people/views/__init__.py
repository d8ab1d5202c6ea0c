"""Pages: the book of residents."""
