"""What the kitchen needs for so many portions: set meals taken apart, grams added up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence


def single_dishes(
    portions: Mapping[int, int], *, parts: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """How often each dish is cooked; a set meal is so many of each of its parts."""
    cooked: dict[int, int] = defaultdict(int)
    for dish, count in portions.items():
        for one in parts.get(dish) or (dish,):
            cooked[one] += count
    return dict(cooked)


def grams_needed(
    cooked: Mapping[int, int], *, grams: Iterable[tuple[int, str, int]]
) -> dict[str, int]:
    """Grams of every ingredient; `grams` says (dish, ingredient, grams in one portion)."""
    needed: dict[str, int] = defaultdict(int)
    for dish, ingredient, each in grams:
        needed[ingredient] += cooked.get(dish, 0) * each
    return dict(needed)
