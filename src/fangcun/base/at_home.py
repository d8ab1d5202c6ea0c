"""The ways through a resident's own pages: every room brings its own, and no page names a room."""

from typing import NamedTuple

from django.utils.functional import Promise


class Door(NamedTuple):
    """A way into one part of the residents' own pages."""

    page: str
    """The page behind it, as the router calls it."""
    words: Promise
    small: Promise
    """What one does there, in half a sentence."""
    place: int
    """Doors stand in this order; ten between two leave room for others."""
    is_main: bool = False
    """In the row at the top of every page; five of them fit."""
    covers: frozenset[str] = frozenset()
    """Pages that belong behind it too, such as `portal:looks`, or whole rooms, such as `meals`."""

    def leads_to(self, page: str) -> bool:
        """Whether a page lies behind this door."""
        return page == self.page or page in self.covers or page.partition(":")[0] in self.covers


_doors: dict[str, Door] = {}


def bring(*doors: Door) -> None:
    """Called by each room when the site starts (`apps.ready`)."""
    _doors.update({door.page: door for door in doors})


def doors() -> list[Door]:
    """Every door, in order."""
    return sorted(_doors.values(), key=lambda door: (door.place, door.page))
