"""同意与亲情圈: what a resident allows, to whom, for what, until when."""
