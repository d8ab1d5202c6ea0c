"""Who of a resident's relatives sees what of him."""

from datetime import date
from typing import NamedTuple

from fangcun.core.consent.queries import circle_of
from fangcun.core.consent.states import FieldGroup
from fangcun.core.people.models import Resident


class Readers(NamedTuple):
    """One group of what is kept of him, and the relatives whom he lets see it today."""

    group: str
    relatives: list[str]


def readers_of(resident: Resident, *, on: date) -> list[Readers]:
    """Every group, also those that nobody sees, as soon as anybody sees anything."""
    members = [one for one in circle_of(resident) if one.holds_on(on)]
    if not members:
        return []
    return [
        Readers(str(group.label), [str(one) for one in members if group in one.sees])
        for group in FieldGroup
    ]
