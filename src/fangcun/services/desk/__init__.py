"""前台: the book in which every need is written and followed up."""
