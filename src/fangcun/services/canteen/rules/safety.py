"""Records of food safety held against the numbers that they must meet."""


def is_outside(value: int, *, least: int | None, most: int | None) -> bool:
    """Below what is asked for, or beyond it; the limits themselves are within."""
    return (least is not None and value < least) or (most is not None and value > most)
