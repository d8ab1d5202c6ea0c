"""What a dish costs one person."""

from collections.abc import Iterable
from dataclasses import dataclass

from fangcun.core.entitlements.rules import Facts, Terms, explain


@dataclass(frozen=True, slots=True)
class ClassPrice:
    """What a class of people pays; `terms` None: the class is given at the counter."""

    class_id: int
    position: int
    price_fen: int
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What somebody pays, and as a member of which class; None: as everybody."""

    price_fen: int
    class_id: int | None = None


def price_for(
    *,
    standard_fen: int,
    classes: Iterable[ClassPrice],
    facts: Facts | None,
    given: int | None = None,
) -> Price:
    """The lowest price that is his: as everybody, by what is known of him, or given at the counter.

    What is not known for sure opens no class: somebody of whom only the year of birth is known
    counts as so old from the year after his birthday on. At the same price the class that stands
    first is named.
    """
    his = [one for one in classes if _is_in(one, facts, given)]
    prices = [(one.price_fen, one.position, one.class_id) for one in his]
    if not prices or min(prices)[0] >= standard_fen:
        return Price(standard_fen)
    lowest, _position, class_id = min(prices)
    return Price(lowest, class_id)


def _is_in(one: ClassPrice, facts: Facts | None, given: int | None) -> bool:
    if one.class_id == given:
        return True
    if one.terms is None or facts is None:
        return False
    return explain(facts=facts, terms=one.terms).is_entitled
