"""Pages: the book with its new line, what is due, and every line there is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.people.access import residents_of
from fangcun.services.desk.access import books_of, requests_of
from fangcun.services.desk.forms.entry import LineForm
from fangcun.services.desk.forms.filters import BookFilterForm
from fangcun.services.desk.models import Book, HandOver, ServiceRequest
from fangcun.services.desk.queries.book import (
    ROWS_A_PAGE,
    BookCounts,
    BookFilter,
    BookPage,
    book_counts,
    book_page,
    promises_due,
)
from fangcun.services.desk.queries.due import due_by_tonight
from fangcun.services.desk.queries.hand_overs import pending_hand_over
from fangcun.services.desk.views.staff import me

DUE_SHOWN = 12
LONGEST_KEY = 18
PROMISES_SHOWN = 20
TODAY_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the book."""

    code: str
    words: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines that want the same thing done."""

    code: str
    heading: str
    lines: list[ServiceRequest]
    count: int | None = None
    more: str = ""


@staff_page(Right.READ_REQUESTS)
def book(request: SignedInRequest) -> HttpResponse:
    """Page: write a new line, and see what is due."""
    return show_book(request)


def show_book(request: SignedInRequest, *, form: Any = None, **read: Any) -> HttpResponse:
    """The book, with a new line that is empty or was not accepted."""
    now = timezone.now()
    books = list(books_of(request.user))
    counts = book_counts(requests=requests_of(request.user), user=me(request), now=now)
    show = request.GET.get("show", "todo")
    show = show if show in {tab.code for tab in _tabs(counts)} else "todo"
    page = {
        "show": show,
        "now": timezone.localtime(now),
        "tabs": _tabs(counts),
        "several_books": len(books) > 1,
        "the_book": books[0] if books else None,
        "may_take": bool(books),
        "hand_overs": _to_accept(books),
        "form": form or _new_line(request, books, now),
        **read,
    }
    page |= _todo(request, counts, now) if show == "todo" else _lines(request, show, now)
    return render(request, "desk/book.html", page, status=422 if form else 200)


def _to_accept(books: list[Book]) -> list[HandOver]:
    """The banner: a shift that has been handed over and not yet taken."""
    desks = {book.community_id: book.community for book in books}.values()
    return [open_ for desk in desks if (open_ := pending_hand_over(desk)) is not None]


def _new_line(request: SignedInRequest, books: list[Book], now: datetime) -> Any:
    if not books:
        return None
    first = {"book": books[0].pk, "written_key": str(uuid4()), "line": _line_of_resident(request)}
    return LineForm(initial=first, books=books, now=now)


def _line_of_resident(request: SignedInRequest) -> str:
    """Coming from somebody's page, who it is is already written."""
    asked = request.GET.get("resident", "")
    if not asked.isdecimal() or len(asked) > LONGEST_KEY:
        return ""
    found = residents_of(request.user).filter(pk=int(asked)).select_related("address").first()
    if found is None:
        return ""
    said = (str(found.address or ""), found.name, found.main_phone)
    return " ".join(word for word in said if word) + " "


def _tabs(counts: BookCounts) -> list[Tab]:
    return [
        Tab("todo", _("今天")),
        Tab("overdue", _("已超时"), counts.overdue),
        Tab("due_today", _("今天到期"), counts.due_today),
        Tab("awaiting", _("待回访"), counts.awaiting),
        Tab("mine", _("我负责的"), counts.mine),
        Tab("to_decide", _("待裁定"), counts.to_decide),
        *_orphaned_tab(counts),
        Tab("open", _("未办结"), counts.open),
        Tab("all", _("全部")),
    ]


def _orphaned_tab(counts: BookCounts) -> list[Tab]:
    """Shown where there are some: an operator has left, and nobody but the desk sees them."""
    if not counts.orphaned:
        return []
    return [Tab("orphaned", _("机构已退出"), counts.orphaned)]


def _todo(request: SignedInRequest, counts: BookCounts, now: datetime) -> dict[str, Any]:
    """Due things first, then what was written today."""
    today = timezone.localdate(now)
    mine = requests_of(request.user)
    due = due_by_tonight(requests=mine, now=now, most=DUE_SHOWN)
    count = counts.overdue + counts.due_today
    written = _page(request, BookFilter(day=today), now, most=TODAY_SHOWN)
    all_of_today = f"all&day={today}" if written.after else ""
    return {
        "todo": [
            Part("due", _("到期的"), due, count, "overdue" if counts.overdue else "due_today"),
            Part("today", _("今天登记"), written.rows, more=all_of_today),
        ],
        "promises": list(promises_due(requests=mine, until=today)[:PROMISES_SHOWN]),
    }


def _lines(request: SignedInRequest, show: str, now: datetime) -> dict[str, Any]:
    filters = BookFilterForm(request.GET, books=books_of(request.user, Right.READ_REQUESTS))
    wanted = replace(filters.wanted() if show == "all" else BookFilter(), show=show)
    found = _page(request, replace(wanted, show="" if show == "all" else show), now)
    return {
        "filters": filters,
        "lines": found.rows,
        "after": found.after,
        "nothing": _nothing(show),
    }


def _page(
    request: SignedInRequest, wanted: BookFilter, now: datetime, *, most: int = ROWS_A_PAGE
) -> BookPage:
    return book_page(
        requests=requests_of(request.user),
        wanted=wanted,
        user=me(request),
        now=now,
        after=request.GET.get("after", ""),
        most=most,
    )


def _nothing(show: str) -> str:
    if show == "all":
        return _("没有符合条件的登记。")
    return _("这里没有要办的事。")
