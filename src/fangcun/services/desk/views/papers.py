"""Papers to print: today's page, a blank page, one person's slip."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.ledger.queries import commitments_from
from fangcun.services.desk import prints
from fangcun.services.desk.access import book_or_404, request_or_404, requests_of
from fangcun.services.desk.actions.moved import source_of
from fangcun.services.desk.queries.book import BookFilter, matching, promises_due
from fangcun.services.desk.views.staff import me

FAR_AHEAD = date(9999, 12, 31)


@staff_page(Right.TAKE_REQUESTS)
def day_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One day of a book on paper."""
    book, now = book_or_404(staff=request.user, pk=pk), timezone.now()
    day = _day_asked(request) or timezone.localdate(now)
    mine = requests_of(request.user, Right.TAKE_REQUESTS)
    lines = matching(
        requests=mine, wanted=BookFilter(day=day, book=book.pk), user=me(request), now=now
    )
    promises = promises_due(requests=lines.order_by(), until=FAR_AHEAD)
    pdf = prints.day_page(book=book, day=day, lines=reversed(lines), promises=promises)
    return _as_pdf(pdf, name=f"book-{day}")


@staff_page(Right.TAKE_REQUESTS)
def blank_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """An empty page of the same book, for the day without power."""
    book = book_or_404(staff=request.user, pk=pk)
    return _as_pdf(prints.blank_page(book=book), name="book-blank")


@staff_page(Right.READ_REQUESTS)
def slip(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was agreed with one person, in large type."""
    asked = request_or_404(staff=request.user, pk=pk)
    promise = commitments_from(source_of(asked)).first()
    pdf = prints.slip(
        request=asked, promise=promise, desk_phone=settings.DESK_PHONE, now=timezone.now()
    )
    return _as_pdf(pdf, name=f"slip-{asked.pk}")


def _day_asked(request: SignedInRequest) -> date | None:
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _as_pdf(content: bytes, *, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
