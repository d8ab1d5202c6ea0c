"""What a page says when packs or tables cannot be had: why, and what else there is."""

from collections.abc import Callable

from fangcun.ledger.actions import Refused
from fangcun.services.canteen.models import FestivalSale, SaleItem, Seating
from fangcun.services.canteen.views.asking import Instead, No


def no_packs(refused: Refused, *, wanted: str, where: Callable[[FestivalSale], str]) -> No:
    """Other packs, each with the page of its sale."""
    by_offer = {one.offer.pk: one for one in refused.alternatives}
    items = SaleItem.objects.filter(offer__in=by_offer).select_related("sale__kitchen")
    found = {item.offer_id: item for item in items}
    instead = [
        Instead(f"{found[key].name} · {one}", where(found[key].sale))
        for key, one in by_offer.items()
        if key in found
    ]
    return No(wanted, refused.words, instead)


def no_table(refused: Refused, *, wanted: str, where: Callable[[Seating], str]) -> No:
    """Other seatings, each with its page."""
    by_offer = {one.offer.pk: one for one in refused.alternatives}
    seatings = Seating.objects.filter(offer__in=by_offer).select_related("kitchen")
    found = {seating.offer_id: seating for seating in seatings}
    instead = [
        Instead(f"{found[key].name} · {one}", where(found[key]))
        for key, one in by_offer.items()
        if key in found
    ]
    return No(wanted, refused.words, instead)
