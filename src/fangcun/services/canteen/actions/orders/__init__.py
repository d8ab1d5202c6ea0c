"""What people do with meals: order, change, cancel, fetch, leave uncollected."""

from fangcun.services.canteen.actions.orders.changing import (
    OrderChange,
    cancel_order,
    change_order,
)
from fangcun.services.canteen.actions.orders.closing import MealNotOver, close_meal
from fangcun.services.canteen.actions.orders.ended import AlreadyEnded, CutOffPassed
from fangcun.services.canteen.actions.orders.paying import NothingToPay, pay_order
from fangcun.services.canteen.actions.orders.placing import (
    MenuElsewhere,
    NewOrder,
    NoDelivery,
    NothingOrdered,
    TooMuch,
    place_order,
    place_orders,
)
from fangcun.services.canteen.actions.orders.serving import (
    TooLateToUndo,
    serve_order,
    serve_walk_in,
    undo_serving,
)

__all__ = [
    "AlreadyEnded",
    "CutOffPassed",
    "MealNotOver",
    "MenuElsewhere",
    "NewOrder",
    "NoDelivery",
    "NothingOrdered",
    "NothingToPay",
    "OrderChange",
    "TooLateToUndo",
    "TooMuch",
    "cancel_order",
    "change_order",
    "close_meal",
    "pay_order",
    "place_order",
    "place_orders",
    "serve_order",
    "serve_walk_in",
    "undo_serving",
]
