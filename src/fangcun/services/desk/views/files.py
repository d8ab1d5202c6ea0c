"""The book to take away."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.audit.actions import note_list_taken
from fangcun.core.places.views.lists import as_file
from fangcun.services.desk.access import books_of, requests_of
from fangcun.services.desk.forms.filters import BookFilterForm
from fangcun.services.desk.queries import matching
from fangcun.services.desk.sheets import book_table
from fangcun.services.desk.views.staff import me


@staff_page(Right.EXPORT_PERSONS)
def lines_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The lines that were looked for, as a file: they name people, so few may take them away."""
    books = books_of(request.user, Right.EXPORT_PERSONS)
    found = matching(
        requests=requests_of(request.user, Right.EXPORT_PERSONS),
        wanted=BookFilterForm(request.GET, books=books).wanted(),
        user=me(request),
        now=timezone.now(),
    ).select_related(
        "received_by",
        "community",
        "book",
        "category",
        "owner_operator",
        "owner_person",
        "owner_desk",
    )
    rows = list(found)
    note_list_taken(taker=request.user, what=_("登记本"), how_many=len(rows), now=timezone.now())
    return as_file(book_table(rows), name="book", ending=ending)
