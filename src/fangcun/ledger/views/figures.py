"""Page: the figures, each with what it counts and the rows behind it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.ledger import access
from fangcun.ledger.forms import AskedForm
from fangcun.ledger.forms.asked import breakdown, query_of
from fangcun.ledger.queries import figures as counted
from fangcun.ledger.states import RowKind

PAGE_OF = {
    RowKind.RECORDS: "ledger:records",
    RowKind.NEEDS: "ledger:needs",
    RowKind.COMMITMENTS: "ledger:commitments",
}


@staff_page(Right.READ_COUNTS)
def figures(request: SignedInRequest) -> HttpResponse:
    """Page: what was really delivered in a period, as this person may see it."""
    today = timezone.localdate()
    form = AskedForm(request.GET.dict(), staff=request.user, right=Right.READ_COUNTS, today=today)
    asked, among = form.asked(), access.countable(request.user)
    by = breakdown(request.GET.get("by", ""))
    may_open = request.user.may(Right.READ_LEDGER)
    words = counted.definitions(among.measures)
    shown = [
        {
            "figure": figure,
            "words": words[figure.name],
            "rows": _rows_of(figure, asked) if may_open else "",
        }
        for figure in counted.figures(asked=asked, among=among, today=today)
    ]
    table = counted.table(asked=asked, among=among, by=by)
    return render(
        request,
        "ledger/figures.html",
        {
            "form": form,
            "kinds": [(kind, query_of(asked)) for kind in RowKind] if may_open else [],
            "may_record": request.user.may(Right.RECORD_SERVICES),
            "here": "figures",
            "asked": asked,
            "shown": shown,
            "table": table,
            "lines": [(line, _line_rows(line, by, asked, may_open)) for line in table.lines],
            "by": by,
            "tabs": [(key, query_of(asked, by=key)) for key in counted.BREAKDOWNS],
            "reasons": [
                (reason, _reason_rows(reason, asked, may_open))
                for reason in counted.reasons(asked=asked, among=among)
            ],
            "few": counted.few(among.measures),
            "may_edit": request.user.may(Right.EDIT_RULES),
        },
    )


def _rows_of(figure: counted.Figure, asked: counted.Asked) -> str:
    if figure.rows is None:
        return ""
    return f"{reverse(PAGE_OF[figure.rows])}?{query_of(asked)}"


def _line_rows(line: counted.Line, by: str, asked: counted.Asked, may_open: bool) -> str:
    """Where a line of the table opens to; nowhere while it hides a few people."""
    if not may_open or line.key is None or line.people.count is None:
        return ""
    return f"{reverse('ledger:records')}?{query_of(asked, **{by: line.key})}"


def _reason_rows(reason: counted.Reason, asked: counted.Asked, may_open: bool) -> str:
    """Where a reason opens to; nowhere while it hides a few people."""
    if not may_open or reason.people.count is None:
        return ""
    return f"{reverse('ledger:needs')}?{query_of(asked, why=reason.why)}"
