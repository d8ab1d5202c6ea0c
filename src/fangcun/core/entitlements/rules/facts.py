"""What is known of one person on one day."""

from dataclasses import dataclass
from datetime import date

UNKNOWN_RESIDENCE = "unknown"


@dataclass(frozen=True, slots=True)
class Held:
    """One circumstance as it stands on file; `until` is its last day."""

    kind: str
    level: int | None = None
    from_on: date = date.min
    until: date | None = None
    is_verified: bool = True
    has_certificate: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """A person on the day `on`. What is not known is None, which is not a no."""

    on: date
    born_on: date | None = None
    birth_year: int | None = None
    residence: str = UNKNOWN_RESIDENCE
    community: str = ""
    has_id_number: bool = False
    held: tuple[Held, ...] = ()

    @property
    def ages(self) -> tuple[int, int] | None:
        """The youngest and the oldest he can be, in whole years; None where nothing is known."""
        if self.born_on is not None:
            birthday_is_ahead = (self.on.month, self.on.day) < (
                self.born_on.month,
                self.born_on.day,
            )
            age = self.on.year - self.born_on.year - birthday_is_ahead
            return age, age
        if self.birth_year is None:
            return None
        oldest = self.on.year - self.birth_year
        return oldest - 1, oldest


def years_before(day: date, years: int) -> date:
    """The latest day of birth of those who are `years` old on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: born by the 28th, for those of March are a year younger
        return day.replace(year=day.year - years, day=28)
