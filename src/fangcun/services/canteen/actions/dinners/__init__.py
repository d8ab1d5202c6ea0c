"""What people do with tables: set them, open seatings, book, move, seat."""

from fangcun.services.canteen.actions.dinners.booking import (
    NewBooking,
    NobodyComes,
    NotTogether,
    TableTaken,
    TooFewSeats,
    book_table,
)
from fangcun.services.canteen.actions.dinners.ended import BookingEnded
from fangcun.services.canteen.actions.dinners.ending import cancel_booking, no_show, seat_party
from fangcun.services.canteen.actions.dinners.moving import (
    change_party,
    merge_tables,
    move_booking,
    split,
)
from fangcun.services.canteen.actions.dinners.seatings import (
    NewSeating,
    NoDinnerInCatalogue,
    NoTables,
    SpotTaken,
    TableInUse,
    WrittenTable,
    add_table,
    change_table,
    open_seating,
    reopen_seating,
    stop_seating,
)

__all__ = [
    "BookingEnded",
    "NewBooking",
    "NewSeating",
    "NoDinnerInCatalogue",
    "NoTables",
    "NobodyComes",
    "NotTogether",
    "SpotTaken",
    "TableInUse",
    "TableTaken",
    "TooFewSeats",
    "WrittenTable",
    "add_table",
    "book_table",
    "cancel_booking",
    "change_party",
    "change_table",
    "merge_tables",
    "move_booking",
    "no_show",
    "open_seating",
    "reopen_seating",
    "seat_party",
    "split",
    "stop_seating",
]
