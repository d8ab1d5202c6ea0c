"""For whom somebody who signed in by telephone may ask: himself, and those who let him."""

from datetime import date

from django.db.models import Q, QuerySet

from fangcun.core.accounts.models import User
from fangcun.core.consent.queries import memberships
from fangcun.core.consent.states import CircleAction
from fangcun.core.people.models import Resident
from fangcun.core.people.queries import present
from fangcun.core.places.models import Community
from fangcun.services.desk.models import Book


def may_ask_for(caller: User, *, on: date) -> QuerySet[Resident]:
    """The resident whose account this is, and those who let his number ask for them."""
    let_in = memberships(account_id=caller.pk, on=on).filter(does__contains=[CircleAction.REQUEST])
    mine = Q(account=caller) | Q(pk__in=let_in.order_by().values("resident"))
    return present(Resident.objects.filter(mine)).select_related("community", "address")


def book_of_the_desk(community: Community) -> Book | None:
    """Where a community keeps what comes in online: the desk's own book before a room's."""
    books = Book.objects.filter(community=community, is_in_use=True)
    return books.order_by("facility", "operator", "pk").filter(facility=None).first() or (
        books.order_by("pk").first()
    )
