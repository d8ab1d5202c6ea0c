"""What the books answer."""

from fangcun.services.desk.queries.book import (
    BookCounts,
    BookFilter,
    BookPage,
    book_counts,
    book_page,
    matching,
    promises_due,
)
from fangcun.services.desk.queries.callers import Caller, last_of_phone
from fangcun.services.desk.queries.doers import (
    facility_of,
    operators_at_work,
    people_at_work,
    people_of,
)
from fangcun.services.desk.queries.hand_overs import (
    hand_overs_of,
    left_over,
    pending_hand_over,
)
from fangcun.services.desk.queries.log import log_of
from fangcun.services.desk.queries.people import (
    OwnRow,
    PersonPanel,
    own_rows,
    person_panel,
    requests_from,
)
from fangcun.services.desk.queries.previews import (
    Moved,
    Trial,
    last_requests,
    moved_by,
    named_rules,
    rules_by_community,
    try_out,
)
from fangcun.services.desk.queries.rates import Asked, rate_rows, rates, rates_by
from fangcun.services.desk.queries.rulebook import (
    all_categories,
    categories_in_use,
    rules_for,
)
from fangcun.services.desk.queries.standing import (
    awaiting_call_back,
    due_today,
    orphaned,
    overdue,
    to_decide,
    with_standing,
    worked_on,
)

__all__ = [
    "Asked",
    "BookCounts",
    "BookFilter",
    "BookPage",
    "Caller",
    "Moved",
    "OwnRow",
    "PersonPanel",
    "Trial",
    "all_categories",
    "awaiting_call_back",
    "book_counts",
    "book_page",
    "categories_in_use",
    "due_today",
    "facility_of",
    "hand_overs_of",
    "last_of_phone",
    "last_requests",
    "left_over",
    "log_of",
    "matching",
    "moved_by",
    "named_rules",
    "operators_at_work",
    "orphaned",
    "overdue",
    "own_rows",
    "pending_hand_over",
    "people_at_work",
    "people_of",
    "person_panel",
    "promises_due",
    "rate_rows",
    "rates",
    "rates_by",
    "requests_from",
    "rules_by_community",
    "rules_for",
    "to_decide",
    "try_out",
    "with_standing",
    "worked_on",
]
