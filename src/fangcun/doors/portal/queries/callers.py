"""Who may be calling under a telephone number that was proved by a code."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fangcun.core.consent.models import CircleMember
from fangcun.core.consent.queries.circles import holding
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import present


class Caller(NamedTuple):
    """One person whom this number may be: a resident, or a relative whom residents let in."""

    name: str
    what: str  # by what he knows himself among those of one name
    resident: Resident | None

    @property
    def key(self) -> str:
        return str(self.resident.pk) if self.resident else "relative"


def callers_of(phone: str, *, on: date) -> list[Caller]:
    """Residents whose own first number this is; else the relative who was let in under it.

    A number that is only noted beside somebody, as a daughter's is, opens nobody's page: she is
    let in by the care circle.
    """
    own = present(Resident.objects.filter(phones__number=phone, phones__is_main=True))
    residents = own.filter(died_on=None).select_related("community").distinct().order_by("pk")
    callers = [Caller(one.name, _told(one, on), one) for one in residents]
    member = circles_under(phone, on=on).first()
    if member is not None:
        known = {caller.name for caller in callers}
        callers += [Caller(member.name, "", None)] if member.name not in known else []
    return callers


def _told(resident: Resident, on: date) -> str:
    years = resident.age_on(on)
    age = "" if years is None else _("{years}岁").format(years=years)
    return " · ".join(filter(None, (age, resident.community.name)))


def circles_under(phone: str, *, on: date) -> QuerySet[CircleMember]:
    """The circles into which this number is let on a day."""
    held = CircleMember.objects.filter(holding(on), phone=phone, resident__forgotten_at=None)
    return held.order_by("pk")
