"""The canteen, its meal points, its dishes and set meals."""

from datetime import datetime
from typing import Any

from fangcun.core.places.models import Facility
from fangcun.core.places.states import RoomKind
from fangcun.demo.canteen.written import BY, written
from fangcun.services.canteen.actions.dishes import WrittenDish, write_dish, write_set_meal
from fangcun.services.canteen.actions.kitchens import WrittenKitchen, open_kitchen
from fangcun.services.canteen.models import Dish, Ingredient, Kitchen, PriceClass

FEN = 100


def open_demo_kitchens(*, now: datetime) -> tuple[Kitchen, list[Kitchen]]:
    """The canteen, and the meal points that it supplies."""
    canteen = _opened(_canteens_facility(), written()["kitchen"], None, now)
    points = []
    for point in written()["point"]:
        points.append(_opened(_points_facility(point, canteen), point, canteen, now))
    return canteen, points


def write_demo_dishes(kitchen: Kitchen, *, now: datetime) -> dict[str, Dish]:
    """Everything that is cooked, by name; set meals are made of dishes."""
    ingredients = {one.name: one for one in Ingredient.objects.all()}
    classes = {one.code: one for one in PriceClass.objects.all()}
    dishes: dict[str, Dish] = {}
    for given in written()["dish"]:
        made_of = [(ingredients[name], grams) for name, grams in given["made_of"]]
        dish = WrittenDish(**_told(given), traits=given["traits"], ingredients=made_of)
        dishes[dish.name] = write_dish(kitchen=kitchen, written=dish, by=BY, now=now, is_demo=True)
    for given in written()["set_meal"]:
        parts = [dishes[name] for name in given["parts"]]
        prices = {classes[code]: yuan * FEN for code, yuan in given["prices"].items()}
        meal = WrittenDish(**_told(given), parts=parts, prices=prices)
        dishes[meal.name] = write_set_meal(
            kitchen=kitchen, written=meal, by=BY, now=now, is_demo=True
        )
    return dishes


def _told(given: dict[str, Any]) -> dict[str, Any]:
    return {"name": given["name"], "price_fen": given["price_yuan"] * FEN}


def _opened(
    facility: Facility, given: dict[str, Any], supplied_by: Kitchen | None, now: datetime
) -> Kitchen:
    opened = WrittenKitchen(
        name=given["name"],
        supplied_by=supplied_by,
        seats=given["seats"],
        delivers=supplied_by is None,
    )
    return open_kitchen(facility=facility, written=opened, by=BY, now=now, is_demo=True)


def _canteens_facility() -> Facility:
    return Facility.objects.get(community__code=written()["kitchen"]["community"], is_demo=False)


def _points_facility(point: dict[str, Any], canteen: Kitchen) -> Facility:
    """The one that is named, else one of the demo with a room for meals, in the same street."""
    if "community" in point:
        return Facility.objects.get(community__code=point["community"], is_demo=False)
    with_room = Facility.objects.filter(is_demo=True, rooms__kind=RoomKind.CANTEEN, kitchen=None)
    street = canteen.facility.community.subdistrict
    near = with_room.filter(community__subdistrict=street).order_by("ref").first()
    return near or with_room.order_by("ref")[0]
