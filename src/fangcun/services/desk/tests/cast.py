"""Books, categories and lines that tests of the desk work with."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from fangcun.core.accounts.models import User
from fangcun.core.accounts.tests.cast import a_steward
from fangcun.core.catalog.tests.services import a_service
from fangcun.core.operators.models import Operator
from fangcun.core.operators.tests.cast import a_contract, an_operator
from fangcun.core.people.tests.cast import MONDAY_9AM
from fangcun.core.places.models import Community
from fangcun.core.places.tests.cast import a_community, a_facility
from fangcun.services.desk.actions import WrittenLine, dispatch_request, take_request
from fangcun.services.desk.models import Book, Category, RoutingRule, ServiceRequest
from fangcun.services.desk.states import DueUnit

_numbers = count(1)
TUESDAY_9AM = MONDAY_9AM + timedelta(days=1)
A_LINE = "2月8日上午 清理油烟机 12号楼301 姓陈 13800000001"


def a_book(community: Community | None = None, **more: Any) -> Book:
    number = next(_numbers)
    return Book.objects.create(
        community=community or a_community(), **{"name": f"登记本{number}", **more}
    )


def a_category(name: str = "油烟机清洗", **more: Any) -> Category:
    number = next(_numbers)
    fields = {
        "code": f"category-{number}",
        "name_en": name,
        "position": number,
        "due_amount": 3,
        "due_unit": DueUnit.WORKING_DAYS,
    }
    if "service" not in more:
        more["service"] = a_service()
    return Category.objects.create(name_zh=name, **{**fields, **more})


def a_rule(**more: Any) -> RoutingRule:
    return RoutingRule.objects.create(**{"position": next(_numbers), **more})


def a_line(book: Book | None = None, **more: Any) -> WrittenLine:
    fields = {"written_key": uuid4(), "line": A_LINE, "wanted": "清理油烟机"}
    return WrittenLine(book=book or a_book(), **{**fields, **more})


def a_request(
    community: Community | None = None, *, by: User | None = None, now: Any = None, **more: Any
) -> ServiceRequest:
    """A line in the book of a community, in a category that the catalogue knows."""
    book = more.pop("book", None) or a_book(community)
    if "category" not in more:
        more["category"] = a_category()
    return take_request(
        written=a_line(book, **more),
        by=by or a_steward(book.community),
        now=now or MONDAY_9AM,
    )


def a_doer(community: Community | None = None) -> Operator:
    """An operator that runs a facility of the community."""
    operator = an_operator()
    a_contract(operator, a_facility(community))
    return operator


def a_dispatched_request(
    operator: Operator | None = None, *, by: User | None = None, **more: Any
) -> ServiceRequest:
    request = a_request(by=by, **more)
    return dispatch_request(
        request=request,
        revision=request.revision,
        operator=operator or a_doer(request.community),
        due_on=(MONDAY_9AM + timedelta(days=2)).date(),
        by=by or request.received_by,
        now=MONDAY_9AM,
    )
