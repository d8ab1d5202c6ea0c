"""The route sheet of a delivery round: large type, telephones, what to heed. Papers are Chinese."""

from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils import translation

from fangcun.base.pdfs import pdf_of
from fangcun.base.templatetags.look import yuan
from fangcun.services.canteen.models import DeliveryRound, Stop
from fangcun.services.canteen.prints.kitchen import meal_in_words
from fangcun.services.canteen.queries.labels import dishes_in_words
from fangcun.services.canteen.queries.money import due_of
from fangcun.services.canteen.states import OrderState


def route_sheet(row: DeliveryRound) -> bytes:
    """Door after door on A4, with room to sign."""
    with translation.override("zh-hans"):
        facts = {
            "kitchen": row.kitchen.name,
            "meal": meal_in_words(row.served_on, row.period),
            "number": row.number,
            "courier": row.courier,
            "stops": [_stop(stop) for stop in row.stops.all()],
            "phone": settings.DESK_PHONE,
            "is_demo": row.is_demo,
        }
    page = files("fangcun.services.canteen").joinpath("templates", "canteen", "route.typ")
    return pdf_of(template=page, facts=facts)


def _stop(stop: Stop) -> dict[str, Any]:
    order = stop.order
    who = order.resident
    due = due_of(order) if order.state == OrderState.ORDERED else 0
    return {
        "position": stop.position,
        "code": order.code,
        "name": who.name if who else "",
        "address": str(who.address or "") if who else "",
        "phone": who.main_phone if who else "",
        "dishes": dishes_in_words(order),
        "note": order.note,
        "due": f"收{yuan(due)}元" if due else "",
        "is_off": order.state == OrderState.CANCELLED,
    }
