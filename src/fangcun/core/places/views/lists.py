"""What every list page does: pages, sorting, files."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from fangcun.core.places.sheets import Table, as_csv, as_excel

ROWS_A_PAGE = 50
FORMATS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_excel),
}


class Column(NamedTuple):
    """The head of one column."""

    label: str
    order: str = ""  # name of the order that its link asks for; empty: not sortable
    sorted: str = ""  # what assistive technology is told: ascending or descending
    is_number: bool = False


def sortable(columns: Sequence[Column], *, order: str) -> list[Column]:
    """Column heads whose links turn the order round when they are pressed again."""
    return [
        column._replace(order=f"-{order}", sorted="ascending")
        if column.order == order
        else column._replace(sorted="descending")
        if f"-{column.order}" == order
        else column
        for column in columns
    ]


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """One page of the rows; a page that is not there is the nearest that is."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def as_file(table: Table, *, name: str, ending: str) -> HttpResponse:
    """A table to download."""
    kind, write = FORMATS[ending]
    return HttpResponse(
        write(table),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
