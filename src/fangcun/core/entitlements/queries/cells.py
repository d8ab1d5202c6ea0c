"""Counts that could point at a person."""


def shown_count(people: int, *, smallest: int) -> int | None:
    """A count; None below `smallest`, where it could point at a person. Nobody is nobody."""
    return None if 0 < people < smallest else people
