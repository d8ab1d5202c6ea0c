"""The table plan of a dinner, and a card for every table. Papers are Chinese."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from django.utils import timezone, translation

from fangcun.base.lunar import lunar_words
from fangcun.base.pdfs import pdf_of
from fangcun.services.canteen.models import Seating
from fangcun.services.canteen.queries.dinners import Place, seating_words

TEMPLATES = files("fangcun.services.canteen").joinpath("templates", "canteen")


def plan_paper(seating: Seating, *, places: Sequence[Place]) -> bytes:
    """The room as it stands, with the name of every party: A4 across, large type."""
    with translation.override("zh-hans"):
        facts = {
            **_about(seating),
            "columns": max((place.table.column for place in places), default=1),
            "rows": max((place.table.row for place in places), default=1),
            "tables": [_table(place) for place in places],
        }
    return pdf_of(template=TEMPLATES.joinpath("table_plan.typ"), facts=facts)


def name_cards(seating: Seating, *, places: Sequence[Place]) -> bytes:
    """A card to stand on each table: whose it is, read from the door."""
    with translation.override("zh-hans"):
        booked = [_table(place) for place in places if place.booking is not None]
        facts = {**_about(seating), "tables": booked}
    return pdf_of(template=TEMPLATES.joinpath("name_cards.typ"), facts=facts)


def _about(seating: Seating) -> dict[str, Any]:
    return {
        "title": seating_words(seating),
        "lunar": lunar_words(timezone.localdate(seating.starts_at)),
        "place": f"{seating.kitchen.name} · {seating.kitchen.facility.name}",
        "is_demo": seating.is_demo,
    }


def _table(place: Place) -> dict[str, Any]:
    table, party = place
    return {
        "number": table.number,
        "seats": table.seats,
        "column": table.column,
        "row": table.row,
        "name": party.resident.name if party else "",
        "party": party.party_size if party else 0,
        "code": party.code if party else "",
        "note": party.note if party else "",
    }
