"""Who asks, and what every page of orders says after it was asked."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple, cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from fangcun.base.dates import day
from fangcun.base.templatetags.look import yuan
from fangcun.core.accounts.models import User
from fangcun.ledger.actions import Refused
from fangcun.services.canteen.models import MealOrder, Menu
from fangcun.services.canteen.queries.to_order import menus_of
from fangcun.services.canteen.states import Period

LATE_AT_MOST = timedelta(days=1)
FARTHEST = timedelta(days=3660)


class Instead(NamedTuple):
    """Something that can be had instead: in words, and where it is ordered."""

    words: str
    url: str


class No(NamedTuple):
    """A kind no: what was wanted, why not, what else there is."""

    wanted: str
    words: str
    instead: list[Instead]


def me(request: HttpRequest) -> User:
    """Whoever signed in; the page's door has made sure that there is somebody."""
    return cast(User, request.user)


def is_fetched(request: HttpRequest) -> bool:
    """Sent by a script of ours, which wants an answer, not a page."""
    return request.headers.get("X-Requested-With") == "fetch"


def day_asked(request: HttpRequest, *, asked: str = "") -> date:
    """The day that a page is about; today, if none was named, or one that nobody means."""
    today = timezone.localdate()
    try:
        found = parse_date(asked or request.GET.get("day", ""))
    except ValueError:
        found = None
    return found if found is not None and abs(found - today) < FARTHEST else today


def period_asked(request: HttpRequest, *, otherwise: str) -> Period:
    asked = request.GET.get("period", "")
    return Period(asked if asked in Period.values else otherwise)


def say_ordered(request: HttpRequest, orders: Iterable[MealOrder]) -> None:
    """Each order with its code, as it is read out on the telephone."""
    for order in orders:
        messages.success(request, ordered_in_words(order))


def ordered_in_words(order: MealOrder) -> str:
    return _("已订{day}{meal}，取餐码{code}，自付{price}元。").format(
        day=day(order.served_on),
        meal=order.get_period_display(),
        code=order.code,
        price=yuan(order.own_fen),
    )


def no_in_words(refused: Refused, *, wanted: str, where: Callable[[Menu], str]) -> No:
    """A refusal with its alternatives, each leading to the page where it is ordered."""
    instead = [
        Instead(f"{item.dish} · {one}", where(item.menu))
        for item, one in menus_of(refused.alternatives)
    ]
    return No(wanted, refused.words, instead)


def when_it_was(said: datetime | None, *, now: datetime) -> datetime:
    """When something was done that the network brought later; what cannot be is now."""
    return said if said is not None and now - LATE_AT_MOST <= said <= now else now
