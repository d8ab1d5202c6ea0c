"""Pages: the three rates of the desk, and the rows that each of them counts."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fangcun.base.http import SignedInRequest, staff_page
from fangcun.base.rights import Right
from fangcun.core.places.models import Community
from fangcun.core.places.views.lists import page_of
from fangcun.ledger.queries.measures import measures
from fangcun.ledger.rules import guarded, is_small_share
from fangcun.services.desk.access import rates_of, requests_of
from fangcun.services.desk.forms.rates import PeriodForm
from fangcun.services.desk.models import Category, FollowUp
from fangcun.services.desk.queries import Asked, rate_rows, rates, rates_by
from fangcun.services.desk.queries.rates import DEFINITIONS, Line, Rate


class ShownRate(NamedTuple):
    """A rate as this person may see it; so few that they could be pointed at are not shown."""

    rate: Rate
    is_hidden: bool
    may_open: bool


class ShownLine(NamedTuple):
    """The three rates of a community or a category."""

    name: str
    rates: list[ShownRate]


@staff_page(Right.READ_COUNTS)
def desk_rates(request: SignedInRequest) -> HttpResponse:
    """Page: answered in time, solved, satisfied; in all, by community, by category."""
    form = PeriodForm(request.GET)
    asked = _asked(request, form)
    by_community = rates_by(asked, by="community")
    by_category = rates_by(asked, by="category")
    names = _names(Community, by_community), _names(Category, by_category)
    return render(
        request,
        "desk/rates.html",
        {
            "form": form,
            "asked": asked,
            "rates": _shown(request, rates(asked)),
            "communities": _lines(request, by_community, names[0], _("未知社区")),
            "categories": _lines(request, by_category, names[1], _("未分类")),
        },
    )


@staff_page(Right.READ_REQUESTS)
def rate_lines(request: SignedInRequest, code: str) -> HttpResponse:
    """Page: the requests or call-backs behind one number."""
    definition = next((one for one in DEFINITIONS if one.code == code), None)
    if definition is None:
        raise Http404(_("没有这项比率"))
    form = PeriodForm(request.GET)
    seen = requests_of(request.user)
    follow_ups = request.user.rows(Right.READ_REQUESTS, FollowUp.objects.all())
    asked = form.asked(requests=seen, follow_ups=follow_ups, now=timezone.now())
    is_part = request.GET.get("which") != "whole"
    rows = rate_rows(code=code, asked=asked, is_part=is_part)
    return render(
        request,
        "desk/rate_lines.html",
        {
            "definition": definition,
            "is_part": is_part,
            "asked": asked,
            "page": page_of(request, rows),
        },
    )


def _asked(request: SignedInRequest, form: PeriodForm) -> Asked:
    requests, follow_ups = rates_of(request.user)
    return form.asked(requests=requests, follow_ups=follow_ups, now=timezone.now())


def _shown(request: SignedInRequest, counted: Iterable[Rate]) -> list[ShownRate]:
    threshold = _threshold(request)
    may_open = request.user.may(Right.READ_REQUESTS)
    return [
        ShownRate(rate, is_small_share(rate.part, rate.whole, threshold), may_open)
        for rate in counted
    ]


def _threshold(request: SignedInRequest) -> int:
    """From how many people on a number is shown to this person."""
    return 0 if request.user.may(Right.SEE_SMALL_CELLS) else measures()["small_cell"]


def _names(table: Any, lines: list[Line]) -> dict[int, str]:
    rows = table.objects.filter(pk__in={line.key for line in lines if line.key})
    return {row.pk: str(row) for row in rows}


def _lines(
    request: SignedInRequest, lines: list[Line], names: dict[int, str], unknown: str
) -> list[ShownLine]:
    if not lines:
        return []
    threshold = _threshold(request)
    hidden = [_hidden_in(column, threshold) for column in zip(*_rates(lines), strict=True)]
    return [
        ShownLine(
            names.get(line.key or 0, unknown),
            [
                ShownRate(rate, is_hidden=place in hidden[column], may_open=False)
                for column, rate in enumerate(line.rates)
            ],
        )
        for place, line in enumerate(lines)
    ]


def _rates(lines: list[Line]) -> list[tuple[Rate, ...]]:
    return [line.rates for line in lines]


def _hidden_in(column: Sequence[Rate], threshold: int) -> set[int]:
    """Places of a column that tell of a few, or would give such a place away."""
    hidden: set[int] = set()
    for counts in (
        [rate.whole for rate in column],
        [rate.part for rate in column],
        [rate.whole - rate.part for rate in column],
    ):
        cells, _total = guarded(counts=counts, total=sum(counts), threshold=threshold)
        hidden |= {place for place, cell in enumerate(cells) if cell.count is None}
    return hidden
