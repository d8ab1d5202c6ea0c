"""Counts that could point at a person."""

SMALLEST_SHOWN = 5


def shown_count(people: int, *, sees_small: bool) -> int | None:
    """A count; None where it is so small that it could point at a person."""
    is_small = 0 < people < SMALLEST_SHOWN
    return None if is_small and not sees_small else people
