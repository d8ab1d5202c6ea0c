"""Tables: kitchens, dishes, menus, orders, standing meals, subsidies, festivals, rounds, safety."""

from fangcun.services.canteen.models.call import CallTask
from fangcun.services.canteen.models.diet import Diet
from fangcun.services.canteen.models.dinner import BookedTable, DiningTable, Seating, TableBooking
from fangcun.services.canteen.models.dish import (
    Dish,
    DishIngredient,
    DishPrice,
    Ingredient,
    PriceClass,
)
from fangcun.services.canteen.models.festival import (
    FestivalSale,
    PackLine,
    PackOrder,
    PickupSlot,
    SaleItem,
)
from fangcun.services.canteen.models.kitchen import Kitchen, MealTime
from fangcun.services.canteen.models.menu import Menu, MenuItem
from fangcun.services.canteen.models.order import MealOrder, OrderLine
from fangcun.services.canteen.models.round import DeliveryRound, Stop
from fangcun.services.canteen.models.safety import (
    FoodSample,
    MorningCheck,
    SafetyPack,
    SafetyRule,
    TemperatureReading,
)
from fangcun.services.canteen.models.sheet import PointHandover, PrintedSheet, ReadyMeal
from fangcun.services.canteen.models.standing import StandingMeal, StandingPause
from fangcun.services.canteen.models.subsidy import (
    SubsidyClaim,
    SubsidyDifference,
    SubsidyPack,
    SubsidyRule,
)

__all__ = [
    "BookedTable",
    "CallTask",
    "DeliveryRound",
    "Diet",
    "DiningTable",
    "Dish",
    "DishIngredient",
    "DishPrice",
    "FestivalSale",
    "FoodSample",
    "Ingredient",
    "Kitchen",
    "MealOrder",
    "MealTime",
    "Menu",
    "MenuItem",
    "MorningCheck",
    "OrderLine",
    "PackLine",
    "PackOrder",
    "PickupSlot",
    "PointHandover",
    "PriceClass",
    "PrintedSheet",
    "ReadyMeal",
    "SafetyPack",
    "SafetyRule",
    "SaleItem",
    "Seating",
    "StandingMeal",
    "StandingPause",
    "Stop",
    "SubsidyClaim",
    "SubsidyDifference",
    "SubsidyPack",
    "SubsidyRule",
    "TableBooking",
    "TemperatureReading",
]
