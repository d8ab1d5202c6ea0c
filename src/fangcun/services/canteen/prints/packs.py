"""The pickup list of a sale: slot by slot, to be ticked off. Papers are Chinese."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from django.utils import timezone, translation

from fangcun.base.lunar import lunar_words
from fangcun.base.pdfs import pdf_of
from fangcun.core.payments.queries import paid_sources
from fangcun.services.canteen.models import FestivalSale, PackOrder, PickupSlot
from fangcun.services.canteen.queries.festivals import pack_words, slot_in_words, source_of

TEMPLATES = files("fangcun.services.canteen").joinpath("templates", "canteen")


def pickup_paper(
    sale: FestivalSale, *, slots: Sequence[PickupSlot], orders: Sequence[PackOrder]
) -> bytes:
    """Who comes in which slot, what for, with a bag or without, paid or not."""
    with translation.override("zh-hans"):
        paid = paid_sources([source_of(order) for order in orders])
        facts: dict[str, Any] = {
            "title": f"{sale.name} 取货单",
            "place": f"{sale.kitchen.name} · {sale.kitchen.facility.name}",
            "day": f"{sale.festival_on:%Y年%-m月%-d日} {lunar_words(sale.festival_on)}",
            "slots": [
                {
                    "when": slot_in_words(slot),
                    "orders": [_row(one, paid) for one in orders if one.slot_id == slot.pk],
                }
                for slot in slots
            ],
            "printed": f"{timezone.localtime():%-m月%-d日 %H:%M}",
            "is_demo": sale.is_demo,
        }
        facts["slots"] = [slot for slot in facts["slots"] if slot["orders"]]
    return pdf_of(template=TEMPLATES.joinpath("pickup_list.typ"), facts=facts)


def _row(order: PackOrder, paid: set[str]) -> list[str]:
    return [
        f"{order.code[:3]} {order.code[3:]}",
        order.resident.name,
        pack_words(order),
        "有" if order.bag_for else "—",
        "已付" if source_of(order) in paid else "未付",
    ]
