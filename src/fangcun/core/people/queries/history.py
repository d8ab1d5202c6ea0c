"""Who changed what of a resident, in words."""

from collections.abc import Iterable

from fangcun.core.people.models import Address, Resident
from fangcun.core.places.queries.history import Change, Version, history_of


def versions_of(resident: Resident) -> list[Version]:
    """Every version of a resident's entry, the newest first; addresses and people by name."""
    versions = history_of(resident)
    labels = {
        "address": Resident._meta.get_field("address").verbose_name,
        "merged_into": Resident._meta.get_field("merged_into").verbose_name,
    }
    addresses = _names(Address, _numbers(versions, str(labels["address"])))
    people = _names(Resident, _numbers(versions, str(labels["merged_into"])))
    names = {str(labels["address"]): addresses, str(labels["merged_into"]): people}
    return [
        version._replace(changes=tuple(_named(change, names) for change in version.changes))
        for version in versions
    ]


def _numbers(versions: Iterable[Version], label: str) -> set[str]:
    said = (
        text
        for version in versions
        for change in version.changes
        if change.label == label
        for text in (change.before, change.after)
    )
    return {text for text in said if _plain(text).isdigit()}


def _names(table: type[Address] | type[Resident], said: set[str]) -> dict[str, str]:
    if not said:
        return {}
    rows = table._default_manager.filter(pk__in=[_plain(text) for text in said])
    by_number = {str(row.pk): str(row) for row in rows}
    return {text: by_number.get(_plain(text), text) for text in said}


def _named(change: Change, names: dict[str, dict[str, str]]) -> Change:
    known = names.get(change.label, {})
    return change._replace(
        before=known.get(change.before, change.before), after=known.get(change.after, change.after)
    )


def _plain(number: str) -> str:
    """A number without the signs that a locale puts between thousands."""
    return number.replace(",", "").replace(" ", "")
