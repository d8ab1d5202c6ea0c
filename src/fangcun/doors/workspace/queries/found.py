"""What the find box finds, each within what the asker may see."""

import re
from typing import NamedTuple

from django.db.models import Q

from fangcun.base.http import Staff
from fangcun.base.rights import Right
from fangcun.core.operators.models import Operator
from fangcun.core.people import queries as people
from fangcun.core.people.access import residents_of
from fangcun.core.places.models import Facility
from fangcun.ledger.access import served_residents
from fangcun.services.desk.access import requests_of
from fangcun.services.desk.models import ServiceRequest
from fangcun.services.desk.queries import with_standing

LONGEST_WORDS = 60
NUMBER = re.compile(r"[#＃]?\s*(\d{1,9})")
PHONE = re.compile(r"\+?[\d\s-]{7,20}")


class Found(NamedTuple):
    """Rows of each kind, the nearest first."""

    people: list[people.Found]
    requests: list[ServiceRequest]
    facilities: list[Facility]
    operators: list[Operator]

    @property
    def how_many(self) -> int:
        return sum(len(kind) for kind in self)


def find_all(*, staff: Staff, words: str, at_most: int) -> Found:
    """People, requests, facilities and operators that fit the words, a few of each."""
    if not words:
        return Found([], [], [], [])
    return Found(
        people=_people(staff, words, at_most),
        requests=_requests(staff, words, at_most),
        facilities=_facilities(staff, words, at_most),
        operators=_operators(staff, words, at_most),
    )


def _people(staff: Staff, words: str, at_most: int) -> list[people.Found]:
    if staff.may(Right.READ_PERSONS):
        return people.find(words=words, among=residents_of(staff), limit=at_most)
    if staff.may(Right.ANSWER_REQUESTS):
        return people.find(words=words, among=served_residents(staff), limit=at_most)
    return []


def _requests(staff: Staff, words: str, at_most: int) -> list[ServiceRequest]:
    """By the number of the request, or by the telephone of whoever asked."""
    number, phone = NUMBER.fullmatch(words), PHONE.fullmatch(words)
    if not staff.may(Right.READ_REQUESTS) or not (number or phone):
        return []
    fits = Q(caller_phone=re.sub(r"\D", "", words)) if phone else Q(pk=-1)
    if number:
        fits |= Q(pk=int(number[1]))
    rows = with_standing(requests_of(staff).filter(fits)).select_related("community", "resident")
    return list(rows.order_by("-received_at", "-pk")[:at_most])


def _facilities(staff: Staff, words: str, at_most: int) -> list[Facility]:
    rows = staff.rows(Right.READ_FACILITIES, Facility.objects.select_related("community"))
    fits = Q(name__icontains=words) | Q(ref__iexact=words)
    return list(rows.filter(fits).order_by("name", "pk")[:at_most])


def _operators(staff: Staff, words: str, at_most: int) -> list[Operator]:
    if not staff.may(Right.READ_OPERATORS):
        return []
    fits = Q(name__icontains=words) | Q(brand__icontains=words) | Q(uscc__iexact=words)
    rows = staff.rows(Right.READ_OPERATORS, Operator.objects.filter(fits))
    return list(rows.order_by("name", "pk")[:at_most])
