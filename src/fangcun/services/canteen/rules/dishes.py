"""What is in a dish or a set meal, and what it may be called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A dish that contains one of these cannot be called by that name.
RULED_OUT = {"vegetarian": frozenset({"crustacean", "fish"})}


@dataclass(frozen=True, slots=True)
class Content:
    """The allergens in a portion, and the traits that it has as a whole."""

    allergens: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()


NOTHING_KNOWN = Content()


def content_of(*, ingredients: Iterable[Iterable[str]], traits: Iterable[str]) -> Content:
    """A dish: every allergen of its ingredients, and what the cook says it is like."""
    allergens = frozenset(allergen for one in ingredients for allergen in one)
    return Content(allergens, frozenset(traits))


def whole_of(parts: Sequence[Content]) -> Content:
    """A set meal: every allergen of any part, and only the traits that all parts have."""
    if not parts:
        return NOTHING_KNOWN
    allergens = frozenset[str]().union(*(part.allergens for part in parts))
    traits = parts[0].traits.intersection(*(part.traits for part in parts))
    return Content(allergens, traits)


def contradictions(content: Content) -> list[tuple[str, str]]:
    """Traits that its own ingredients rule out, each with the allergen that does."""
    return [
        (trait, allergen)
        for trait, ruled_out in RULED_OUT.items()
        if trait in content.traits
        for allergen in sorted(ruled_out & content.allergens)
    ]
