"""What people do with festival sales: open, order, change, fetch, stop, close."""

from fangcun.services.canteen.actions.festivals.changing import (
    PaidAlready,
    cancel_packs,
    change_packs,
)
from fangcun.services.canteen.actions.festivals.collecting import (
    NothingToCollect,
    SaleNotOver,
    close_sale,
    collect_packs,
)
from fangcun.services.canteen.actions.festivals.ended import PacksEnded
from fangcun.services.canteen.actions.festivals.ordering import (
    NewPackOrder,
    NoPacks,
    PackElsewhere,
    TooManyPacks,
    order_packs,
)
from fangcun.services.canteen.actions.festivals.sales import (
    NamedTwice,
    NewPack,
    NewSale,
    NothingForSale,
    NotInCatalogue,
    WrongWindow,
    add_pack,
    change_sale,
    change_stock,
    open_sale,
    reopen_item,
    reopen_sale,
    stop_item,
    stop_sale,
)
from fangcun.services.canteen.actions.festivals.slots import (
    BelowComing,
    SlotFull,
    SlotOver,
    change_slot,
    move_slot,
)

__all__ = [
    "BelowComing",
    "NamedTwice",
    "NewPack",
    "NewPackOrder",
    "NewSale",
    "NoPacks",
    "NotInCatalogue",
    "NothingForSale",
    "NothingToCollect",
    "PackElsewhere",
    "PacksEnded",
    "PaidAlready",
    "SaleNotOver",
    "SlotFull",
    "SlotOver",
    "TooManyPacks",
    "WrongWindow",
    "add_pack",
    "cancel_packs",
    "change_packs",
    "change_sale",
    "change_slot",
    "change_stock",
    "close_sale",
    "collect_packs",
    "move_slot",
    "open_sale",
    "order_packs",
    "reopen_item",
    "reopen_sale",
    "stop_item",
    "stop_sale",
]
