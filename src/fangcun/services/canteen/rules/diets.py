"""Where what somebody may eat and what is on his plate do not go together."""

from collections.abc import Iterable
from dataclasses import dataclass

from fangcun.services.canteen.rules.dishes import Content


@dataclass(frozen=True, slots=True)
class Clash:
    """What a dish has that he must not eat, and what he needs that it has not."""

    contains: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.contains or self.lacks)


def clashes(*, avoids: Iterable[str], needs: Iterable[str], content: Content) -> Clash:
    """Every reason why a dish does not suit somebody; nothing if it does."""
    return Clash(
        contains=frozenset(avoids) & content.allergens,
        lacks=frozenset(needs) - content.traits,
    )
