"""Pages: the rows of the ledger, one by one and as files."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.audit.actions import note_list_taken
from fangcun.ledger import access, sheets
from fangcun.ledger.forms import SoughtForm
from fangcun.ledger.forms.asked import query_of
from fangcun.ledger.models import Commitment, ServiceRecord, UnmetNeed
from fangcun.ledger.queries import rows as listed
from fangcun.ledger.queries import steps_of
from fangcun.ledger.states import RowKind

MOST_EXPORTED = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _List(NamedTuple):
    """How one kind of row is looked for, paged and not asked about."""

    table: Any
    sought: Callable[[Any, listed.Sought], QuerySet[Any]]
    page: Callable[..., listed.Page[Any]]
    leave_out: tuple[str, ...]


LISTS = {
    RowKind.RECORDS: _List(
        ServiceRecord, listed.records_sought, listed.page_of_records, ("why", "state")
    ),
    RowKind.NEEDS: _List(UnmetNeed, listed.needs_sought, listed.page_of_needs, ("state", "room")),
    RowKind.COMMITMENTS: _List(
        Commitment, listed.commitments_sought, listed.page_of_commitments, ("why", "room")
    ),
}


@staff_page(Right.READ_LEDGER)
def records(request: SignedInRequest) -> HttpResponse:
    """Page: what was delivered."""
    return _listed(request, RowKind.RECORDS)


@staff_page(Right.READ_LEDGER)
def needs(request: SignedInRequest) -> HttpResponse:
    """Page: what was asked for in vain."""
    return _listed(request, RowKind.NEEDS)


@staff_page(Right.READ_LEDGER)
def commitments(request: SignedInRequest) -> HttpResponse:
    """Page: what was promised."""
    return _listed(request, RowKind.COMMITMENTS)


@staff_page(Right.EXPORT_PERSONS)
def export(request: SignedInRequest, kind: str, ending: str) -> HttpResponseBase:
    """File: the rows of a list, for whoever may take lists of people along."""
    rows_of = RowKind(kind)
    form = _form(request, rows_of, Right.EXPORT_PERSONS)
    rows = _rows(request, rows_of, form.sought(), Right.EXPORT_PERSONS).order_by("-pk")
    if rows[MOST_EXPORTED:].exists():
        raise Http404(_("超过{most}行，请缩短期间后再导出").format(most=MOST_EXPORTED))
    note_list_taken(
        taker=request.user,
        what=_("台账 · {kind}").format(kind=rows_of.label),
        how_many=rows.count(),
        now=timezone.now(),
    )
    headings = sheets.headings(rows_of)
    lines = sheets.lines(rows_of, rows.iterator(chunk_size=2000), may_name=_may_name(request))
    answer: HttpResponseBase
    if ending == "csv":
        answer = StreamingHttpResponse(sheets.as_csv(headings, lines), content_type="text/csv")
    else:
        answer = HttpResponse(sheets.as_workbook(headings, lines), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="ledger-{kind}.{ending}"'
    return answer


@staff_page(Right.READ_LEDGER)
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one service record, and what became of it."""
    row = access.record_or_404(request.user, pk)
    return _row_page(request, "ledger/record.html", row)


@staff_page(Right.READ_LEDGER)
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one unmet need."""
    row = access.need_or_404(request.user, pk)
    return _row_page(request, "ledger/need.html", row)


@staff_page(Right.READ_LEDGER)
def commitment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Page: one promise, and how it ended."""
    row = access.commitment_or_404(request.user, pk)
    may_settle = row.is_open and request.user.may(Right.RECORD_SERVICES, row)
    may_reassign = row.is_open and request.user.may(Right.TAKE_REQUESTS, row)
    sees_history = request.user.may(Right.READ_HISTORY, row)
    return render(
        request,
        "ledger/commitment.html",
        {
            "row": row,
            "may_name": access.may_name(request.user, row),
            "may_settle": may_settle,
            "may_reassign": may_reassign,
            "today": timezone.localdate(),
            "steps": steps_of(row) if sees_history else None,
        },
    )


def _listed(request: SignedInRequest, kind: RowKind) -> HttpResponse:
    form = _form(request, kind, Right.READ_LEDGER)
    sought = form.sought()
    rows = _rows(request, kind, sought, Right.READ_LEDGER)
    page = LISTS[kind].page(rows, before=request.GET.get("before", ""))
    query = query_of(sought.asked, resident=sought.resident, why=sought.why, state=sought.state)
    may_name = _may_name(request)
    return render(
        request,
        f"ledger/{kind}.html",
        {
            "form": form,
            "kind": kind,
            "kinds": [(other, query_of(sought.asked)) for other in RowKind],
            "rows": [(row, may_name(row)) for row in page.rows],
            "older": page.older,
            "is_first": "before" not in request.GET,
            "query": query,
            "asked": sought.asked,
            "may_export": request.user.may(Right.EXPORT_PERSONS),
            "may_record": request.user.may(Right.RECORD_SERVICES),
            "today": timezone.localdate(),
        },
    )


def _form(request: SignedInRequest, kind: RowKind, right: Right) -> SoughtForm:
    return SoughtForm(
        request.GET.dict(),
        staff=request.user,
        right=right,
        today=timezone.localdate(),
        leave_out=LISTS[kind].leave_out,
    )


def _rows(
    request: SignedInRequest, kind: RowKind, sought: listed.Sought, right: Right
) -> QuerySet[Any]:
    mine = request.user.rows(right, LISTS[kind].table.objects.all())
    return LISTS[kind].sought(mine, sought)


def _row_page(
    request: SignedInRequest, template: str, row: ServiceRecord | UnmetNeed
) -> HttpResponse:
    reversal = getattr(row, "reversal", None)
    can_be_taken_back = row.reverses_id is None and reversal is None
    return render(
        request,
        template,
        {
            "row": row,
            "reversal": reversal,
            "promise": getattr(row, "commitment", None),
            "may_name": access.may_name(request.user, row),
            "may_reverse": can_be_taken_back and request.user.may(Right.CORRECT_LEDGER, row),
        },
    )


def _may_name(request: SignedInRequest) -> Callable[[Any], bool]:
    return lambda row: access.may_name(request.user, row)
