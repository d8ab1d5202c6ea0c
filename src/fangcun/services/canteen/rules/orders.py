"""Codes that are called at the counter, and how one subsidy is spread over several dishes."""

from collections.abc import Container, Sequence

DIGITS = "2345678"
"""Neither 0 and 1 nor 9: they are mistaken for O and 7, or for 6 when a slip lies upside down."""
SHORTEST = 3


class NoCodeLeft(ValueError):
    """Every code of this length has been called."""


def code_for(*, number: int, taken: Container[str]) -> str:
    """A code that nobody of this meal has, the shortest that can be had.

    `number` says where to begin to look, so that two who order at once seldom try the same.
    """
    length = SHORTEST
    while True:
        try:
            return _free_code(number, length, taken)
        except NoCodeLeft:
            length += 1


def spread(*, amount: int, over: Sequence[int]) -> list[int]:
    """An amount laid over some prices, none of them beyond itself, the first ones first."""
    parts = []
    for price in over:
        part = min(amount, price)
        parts.append(part)
        amount -= part
    return parts


def _free_code(number: int, length: int, taken: Container[str]) -> str:
    how_many = len(DIGITS) ** length
    for step in range(how_many):
        code = _digits((number + step) % how_many, length)
        if code not in taken:
            return code
    raise NoCodeLeft(length)


def _digits(number: int, length: int) -> str:
    code = ""
    for _place in range(length):
        number, digit = divmod(number, len(DIGITS))
        code += DIGITS[digit]
    return code
