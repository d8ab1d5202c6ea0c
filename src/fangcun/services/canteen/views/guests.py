"""Who stands at the counter or telephones: found, then chosen."""

from typing import Any

from django.http import HttpRequest

from fangcun.core.people.models import Resident
from fangcun.services.canteen.access.orders import people_at_counter, person_at_counter
from fangcun.services.canteen.models import Kitchen


def guest_of(request: HttpRequest, kitchen: Kitchen) -> Resident | None:
    """The person that the page is about, if one was chosen."""
    asked = request.GET
    return person_at_counter(kitchen, pk=asked.get("resident", ""), card=asked.get("card", ""))


def found_guests(request: HttpRequest, kitchen: Kitchen) -> dict[str, Any]:
    """What was looked for, and who was found; somebody found by his card is chosen by it."""
    words = request.GET.get("q", "").strip()
    people = people_at_counter(kitchen, words) if words else []
    by_card = [(one, one.resident.card_number == words) for one in people]
    return {"words": words, "people": by_card}
