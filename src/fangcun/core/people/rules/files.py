"""Files of residents by their names."""

from pathlib import PurePath

ENDINGS = (".xlsx", ".csv")


def ending_of(name: str) -> str | None:
    """The ending, if files of such a kind are read."""
    ending = PurePath(name).suffix.casefold()
    return ending if ending in ENDINGS else None
