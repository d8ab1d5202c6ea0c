"""Tables: the books, their lines, what was done about each, and who hands over to whom."""

from fangcun.services.desk.models.book import Book, Category, DutyPerson, RoutingRule
from fangcun.services.desk.models.followup import FollowUp, Link
from fangcun.services.desk.models.handover import HandOver, HandOverLine
from fangcun.services.desk.models.request import ServiceRequest

__all__ = [
    "Book",
    "Category",
    "DutyPerson",
    "FollowUp",
    "HandOver",
    "HandOverLine",
    "Link",
    "RoutingRule",
    "ServiceRequest",
]
