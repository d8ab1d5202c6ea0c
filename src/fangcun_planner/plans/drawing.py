"""A district drawn flat: degrees become points of a picture, north is up."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Self

METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km: enough for a picture


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of a picture: `width` units wide, its height as the ground demands."""

    west: float
    north: float
    units_per_metre: float
    middle_lat: float
    width: float
    height: float

    @classmethod
    def around(
        cls,
        points: Iterable[tuple[float, float]],
        *,
        width: float,
        margin: float,
        highest: float | None = None,
        around_m: float = 0.0,
    ) -> Self:
        """Fit (lon, lat) points into a picture.

        A margin in units and `around_m` metres of ground are kept free around them; the picture
        is at most `highest` units high, by default as high as two thirds more than it is wide.
        """
        lons, lats = zip(*points, strict=True)
        middle = (min(lats) + max(lats)) / 2
        per_lon = METRES_PER_DEGREE * cos(radians(middle))
        across = (max(lons) - min(lons)) * per_lon + 2 * around_m + 1.0
        along = (max(lats) - min(lats)) * METRES_PER_DEGREE + 2 * around_m + 1.0
        room = (highest or width / 0.6) - 2 * margin
        scale = min((width - 2 * margin) / across, room / along)
        west = (min(lons) + max(lons)) / 2 - width / scale / 2 / per_lon
        north = max(lats) + (margin / scale + around_m) / METRES_PER_DEGREE
        return cls(west, north, scale, middle, width, along * scale + 2 * margin)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies, in units from the upper left corner."""
        across = (lon - self.west) * METRES_PER_DEGREE * cos(radians(self.middle_lat))
        down = (self.north - lat) * METRES_PER_DEGREE
        return round(across * self.units_per_metre, 2), round(down * self.units_per_metre, 2)

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside the picture."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the picture."""
        per_lon = METRES_PER_DEGREE * cos(radians(self.middle_lat))
        return (
            self.west,
            self.north - self.height / self.units_per_metre / METRES_PER_DEGREE,
            self.west + self.width / self.units_per_metre / per_lon,
            self.north,
        )

    def units(self, metres: float) -> float:
        """A length on the ground in units of the picture."""
        return metres * self.units_per_metre


def path(frame: Frame, rings: Iterable[Iterable[tuple[float, float]]]) -> str:
    """An SVG path through closed rings of (lon, lat)."""
    drawn = []
    for ring in rings:
        points = " ".join("{:g} {:g}".format(*frame.place(lon, lat)) for lon, lat in ring)
        drawn.append(f"M{points}Z")
    return "".join(drawn)
