"""What the books answer."""

from fangcun.services.desk.queries.doers import facility_of, operators_at_work, people_at_work
from fangcun.services.desk.queries.log import log_of
from fangcun.services.desk.queries.rulebook import categories_in_use

__all__ = [
    "categories_in_use",
    "facility_of",
    "log_of",
    "operators_at_work",
    "people_at_work",
]
